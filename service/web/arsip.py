"""The archive: find an entry, look at it."""

from dataclasses import dataclass

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from archive import dossier, entries, search
from archive.entries import Entry, FiledFile
from archive.query import Query
from doc_templates.errors import UnreadablePdf
from doc_templates.preflight import Finding
from numbering import register
from service import board, resuming
from service.accounts.permissions import Izin
from service.sop.procedure import Langkah
from service.web import gambar
from service.web.context import bench, engine_trouble, my_readers, office, reading, today
from service.web.gate import needs
from service.web.sent import day_asked

pages = Blueprint("arsip", __name__, url_prefix="/arsip")

TITLES = {"ttd": "Salinan bertanda tangan", "pdf": "Naskah yang terbit"}


@dataclass(frozen=True)
class Section:
    """Pages that are looked at one after the other: each a page of a file."""

    title: str
    pages: tuple[tuple[FiledFile, int], ...]


@pages.get("")
@needs(Izin.LIHAT)
def find() -> ResponseReturnValue:
    """Search by words, fragment of the number, and filters; newest first."""
    with reading() as conn:
        page = search.find(conn, _query(conn), before=request.args.get("sebelum", type=int))
        files = entries.files_of(conn, [hit.entry.id for hit in page.hits])
        all_berkas = dossier.list_berkas(conn, office().id)
    return render_template(
        "arsip/cari.html",
        page=page,
        covers={number: _cover(found) for number, found in files.items()},
        kinds=bench().catalog.kinds(),
        all_berkas=all_berkas,
        asked=request.args,
        more={**request.args.to_dict(), "sebelum": page.next},
    )


@pages.get("/<int:arsip_id>")
@needs(Izin.LIHAT)
def entry(arsip_id: int) -> ResponseReturnValue:
    """Show an entry: its pages, its facts, its files, and what can be done with it."""
    with reading() as conn:
        one = entries.get(conn, office().id, arsip_id)
        files = entries.files(conn, arsip_id)
        berkas = dossier.get_berkas(conn, office().id, one.berkas_id) if one.berkas_id else None
        step = _step(conn, one)
        nomor = register.of_draft(conn, one.draft_key) if one.draft_key else None
    return render_template(
        "arsip/entri.html",
        one=one,
        files=[file for file in files if file.peran != "docx"] + _newest_docx(files),
        sections=_sections(files),
        berkas=berkas,
        step=step,
        nomor=nomor,
        today=today(),
        findings=_findings(one, files),
        trouble=engine_trouble(),
    )


@pages.get("/<int:arsip_id>/keadaan")
@needs(Izin.LIHAT)
def state(arsip_id: int) -> ResponseReturnValue:
    """Tell scripts whether the PDF is still waited for."""
    with reading() as conn:
        one = entries.get(conn, office().id, arsip_id)
    return jsonify(menunggu=one.pdf_wanted, pesan=engine_trouble() or one.pdf_fault)


def _findings(one: Entry, files: list[FiledFile]) -> tuple[Finding, ...]:
    """Give what speaks against printing a letter that is not signed yet."""
    made = [file for file in files if file.peran == "pdf"]
    waits = one.state not in ("batal", "ditandatangani")
    return resuming.findings(bench(), one, made[-1]) if made and waits else ()


def _query(conn: Connection) -> Query:
    asked = request.args
    return Query(
        instansi_id=office().id,
        kata=asked.get("kata", ""),
        jenis=asked.get("jenis", ""),
        tahun=asked.get("tahun", type=int),
        dari=day_asked("dari"),
        sampai=day_asked("sampai"),
        berkas_id=asked.get("berkas", type=int),
        state=asked.get("keadaan", ""),
        readers=my_readers(conn),
    )


def _cover(files: list[FiledFile]) -> FiledFile | None:
    """Give the file whose first page stands for an entry."""
    drawn = [one for one in _for_reading(files) if one.media_type in (gambar.PDF, *gambar.PICTURES)]
    return drawn[0] if drawn else None


def _for_reading(files: list[FiledFile]) -> list[FiledFile]:
    """Give what people read, the signed copy first; of the PDFs only the newest."""
    signed = [one for one in files if one.peran == "ttd"]
    made = [one for one in files if one.peran == "pdf"][-1:]
    return signed + made + [one for one in files if one.peran == "unggahan"]


def _newest_docx(files: list[FiledFile]) -> list[FiledFile]:
    return [one for one in files if one.peran == "docx"][-1:]


def _sections(files: list[FiledFile]) -> list[Section]:
    """Give the pages to look at: the signed copy as one, then the letter, then uploads."""
    found: dict[str, list[tuple[FiledFile, int]]] = {}
    for file in _for_reading(files):
        title = TITLES.get(file.peran, file.nama)
        found.setdefault(title, []).extend((file, page) for page in range(1, _pages(file) + 1))
    return [Section(title, tuple(pages)) for title, pages in found.items() if pages]


def _pages(file: FiledFile) -> int:
    try:
        return gambar.page_count(file)
    except UnreadablePdf:
        return 0


def _step(conn: Connection, one: Entry) -> Langkah | None:
    if one.berkas_id is None or one.langkah is None:
        return None
    return board.read(conn, office(), one.berkas_id).procedure.step(one.langkah)
