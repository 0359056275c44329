"""How pages write dates, moments, sizes and states."""

from datetime import date, datetime

from flask import Flask
from markupsafe import Markup, escape

from doc_templates.dates import long_date
from service.accounts.permissions import Izin
from service.sop.procedure import BASES
from service.web.context import bench, office, somebody, user

STATES = {
    "belum": "Belum ada",
    "ditulis": "Konsep",
    "terbit": "Menunggu tanda tangan",
    "ditandatangani": "Ditandatangani",
    "selesai": "Selesai",
    "batal": "Dibatalkan",
    "terbuka": "Terbuka",
    "tutup": "Ditutup",
}


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


def jenis_nama(slug: str) -> str:
    """Give the name of a kind; its slug when its folder is gone, since old letters stay."""
    if slug == "unggahan":
        return "Berkas unggahan"
    names = {kind.slug: kind.nama for kind in bench().catalog.kinds()}
    return names.get(slug, slug)


def install(app: Flask) -> None:
    """Give the words to all templates."""
    for word in (tanggal, hari_tanggal, waktu, ukuran, baris, jenis_nama):
        app.jinja_env.filters[word.__name__] = word
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(_always)


def _always() -> dict[str, object]:
    if not somebody():
        return {"saya": None, "kantor": None, "boleh": lambda _izin: False}
    return {
        "saya": user(),
        "kantor": office(),
        "boleh": lambda izin: user().may(Izin(izin)),
        "STATES": STATES,
        "BASES": BASES,
    }
