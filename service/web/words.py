"""How pages write dates, moments, sizes and states."""

from datetime import date, datetime

from flask import Flask, g
from markupsafe import Markup, escape

from archive.secrecy import CLASSES
from doc_templates.dates import long_date
from doc_templates.description import NAMED
from service import slots
from service.accounts.permissions import ROLES, Izin, Peran
from service.board import Board
from service.drafts import Draft
from service.slots import Slot
from service.sop.procedure import BASES
from service.web import perbuatan
from service.web.context import bench, office, somebody, user

STATES = {
    **slots.STATES,
    "massal": "Dikirim ke banyak penerima",
    "batal": "Dibatalkan",
    "terbuka": "Terbuka",
    "tutup": "Ditutup",
}

UPLOADED = {"unggahan": "Berkas unggahan", "surat-masuk": "Surat masuk"}


def tanggal(day: date | None) -> str:
    """Write a date: `5 Maret 2026`."""
    return long_date(day) if day else ""


def hari_tanggal(day: date) -> str:
    """Write a date with its weekday: `Kamis, 5 Maret 2026`."""
    return long_date(day, "EEEE, d MMMM y")


def waktu(stamp: str) -> str:
    """Write a moment in the office's own time: `5 Maret 2026, 10.32`."""
    there = datetime.fromisoformat(stamp).astimezone(office().profil.timezone)
    return f"{long_date(there.date())}, {there:%H.%M}"


def ukuran(size: int) -> str:
    """Write the size of a file: `245 KB`, `1,3 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def baris(text: str) -> Markup:
    """Keep the line breaks of a text."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def judul_konsep(draft: Draft) -> str:
    """Say what a draft is about, from what was typed so far."""
    kind = next((one for one in bench().catalog.kinds() if one.slug == draft.jenis), None)
    if kind is None:
        return draft.jenis
    typed = {name: _short(draft.isian.get(name)) for name in NAMED.findall(kind.hal)}
    if not any(typed.values()):
        return kind.nama
    return NAMED.sub(lambda found: typed[found[1]], kind.hal).replace("()", "").strip(" :")


def peran(slug: str) -> str:
    """Give the name of a role."""
    return ROLES[Peran(slug)].nama


def keluaran_dari(board: Board, slug: str) -> Slot | None:
    """Find the slot of an output on a board."""
    slots = (slot for row in board.rows for slot in row.slots)
    return next((slot for slot in slots if slot.keluaran.slug == slug), None)


def jenis_nama(slug: str) -> str:
    """Give the name of a kind; its slug when its folder is gone, since old letters stay."""
    if slug in UPLOADED:
        return UPLOADED[slug]
    if "names_of_kinds" not in g:  # a list asks for many
        g.names_of_kinds = {kind.slug: kind.nama for kind in bench().catalog.kinds()}
    return str(g.names_of_kinds.get(slug, slug))


WORDS = (
    tanggal,
    hari_tanggal,
    waktu,
    ukuran,
    baris,
    judul_konsep,
    peran,
    keluaran_dari,
    jenis_nama,
)


def install(app: Flask) -> None:
    """Give the words to all templates."""
    for word in WORDS:
        app.jinja_env.filters[word.__name__] = word
    app.jinja_env.filters["perbuatan"] = perbuatan.said
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(STATES=STATES, CLASSES=CLASSES, BASES=BASES, boleh=_may)
    app.context_processor(_who)


def _who() -> dict[str, object]:
    return {"saya": user(), "kantor": office()} if somebody() else {"saya": None, "kantor": None}


def _may(izin: str) -> bool:
    return somebody() and user().may(Izin(izin))


def _short(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
