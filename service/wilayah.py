"""Number patterns of regions: those that come with Naskah, and files in the data folder."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from sqlalchemy.engine import Connection

from doc_templates.syntax import said
from numbering import books, counter
from numbering.advice import warnings
from numbering.books import Buku
from numbering.errors import BadPreset, UnknownBook
from numbering.preset import Preset, PresetBook
from numbering.preset_file import read_preset
from numbering.presets import presets, presets_in
from service.accounts import audit
from service.agenda.parts import alike, example, varying
from service.db import transaction
from service.errors import NotFound
from service.offices.profile import Office
from service.workbench import Workbench

SAMPLE = 7  # the sequence that examples show


def every(bench: Workbench) -> tuple[list[Preset], list[BadPreset]]:
    """Give all presets by slug, and what is wrong with files of the data folder.

    A file there takes the place of one of ours of the same name.
    """
    own, broken = presets_in(bench.settings.presets)
    found = {one.slug: one for one in (*presets(), *own)}
    return [found[slug] for slug in sorted(found)], [_retold(one) for one in broken]


def named(bench: Workbench, name: str) -> Preset:
    """Give the preset of a file (`*.toml`) or of a slug.

    Raises BadPreset with all faults of the file, OSError, or NotFound.
    """
    if name.endswith(".toml"):
        return read(Path(name))
    found, broken = every(bench)
    for fault in broken:
        if fault.name == f"{name}.toml":
            raise fault
    known = {one.slug: one for one in found}
    if name in known:
        return known[name]
    close = get_close_matches(name, known, n=1)
    hint = f" Mungkin maksudnya “{close[0]}”." if close else ""
    raise NotFound(f"Contoh wilayah “{name}” tidak ada.{hint} Lihat: naskah nomor preset list.")


def read(path: Path) -> Preset:
    """Give the preset of a file. Raises BadPreset with all its faults, or OSError."""
    try:
        return read_preset(path)
    except BadPreset as refusal:
        raise _retold(refusal) from refusal


def cautions(preset: Preset) -> list[str]:
    """Say of which books the numbers would not tell two letters apart, or no sample tries them."""
    clashes = (
        f"Buku {book.nama}: {one}"
        for book in preset.buku
        for one in warnings(book.pola, book.restart, book.bagian)
    )
    untried = (
        f"Buku {book.nama} belum punya [[contoh]], jadi polanya belum dicoba."
        for book in preset.untried
    )
    return [*clashes, *untried]


def load(bench: Workbench, office: Office, preset: Preset, *, oleh: str) -> list[str]:
    """Give an office the books of a preset; say of each what was done.

    A book that has given numbers, or whose last number on paper was noted, stays as it is.
    """
    with transaction(bench.engine) as conn:
        return [
            line for one in preset.buku for line in _put(conn, bench, office, one, preset, oleh)
        ]


def _retold(refusal: BadPreset) -> BadPreset:
    """Say where the text of a file is broken as it is said of every data file."""
    cause = refusal.__cause__
    if not isinstance(cause, TOMLDecodeError | UnicodeDecodeError):
        return refusal
    return BadPreset(refusal.name, [f"Bukan TOML yang benar. {said(cause)}"])


def _put(
    conn: Connection, bench: Workbench, office: Office, new: PresetBook, preset: Preset, oleh: str
) -> Iterator[str]:
    """Open or change one book, unless it is in use."""
    called = f"{new.nama} ({new.slug})"
    try:
        before = books.get_buku(conn, office.id, new.slug)
    except UnknownBook:
        before = None
    if before is not None and _facts(before) == _facts(new):
        yield f"{called}: sudah begini, {new.pola}. Tidak ada yang diubah."
        return
    if before is not None and counter.is_begun(conn, before.id):
        yield (
            f"{called}: sudah bernomor, jadi tidak diubah; polanya tetap {before.pola}. "
            f"Bila memang diganti menjadi {new.pola}, ubah di Pengaturan, Buku nomor."
        )
        return
    if before is None:
        deed, buku = "tambah-buku", books.add_buku(conn, office.id, new.slug, **_facts(new))
        yield f"{called}: dibuka dengan pola {new.pola}."
    else:
        deed, buku = "ubah-buku", books.change_buku(conn, before, **_facts(new))
        yield f"{called}: belum memberi nomor, jadi diubah dari {before.pola} menjadi {new.pola}."
    facts = {**_facts(new), "wilayah": preset.slug}
    audit.record(
        conn, office.id, audit.Deed(oleh, deed, f"buku/{new.slug}", facts), pada=bench.stamp()
    )
    yield from _told(conn, bench, office, buku, new)


def _told(
    conn: Connection, bench: Workbench, office: Office, buku: Buku, new: PresetBook
) -> Iterator[str]:
    """Say what the book prints, what its source does not show, and what to be warned of."""
    today = office.today(bench.now())
    yield f"  Misalnya {example(office, buku, today, SAMPLE)}"
    yield from (f"  Andaian: {one}" for one in new.andaian)
    others = books.outgoing(conn, office.id)
    found = [*warnings(buku.pola, buku.restart, buku.bagian), *varying(buku)]
    yield from (f"  Perhatikan: {one}" for one in (*found, *alike(office, buku, others, today)))


def _facts(book: Buku | PresetBook) -> dict[str, Any]:
    names = ("nama", "pola", "restart", "kode_unit", "bagian")
    return {name: getattr(book, name) for name in names}
