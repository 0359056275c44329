"""A book as a list: the same columns and rows for a page, a spreadsheet and a print."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from sqlalchemy.engine import Connection

from archive.sheet import Cell, Column, Sheet, write_sheet
from doc_templates import fields
from doc_templates.produce import Product, produce
from numbering import agenda, expedition, incoming
from numbering.books import Buku
from service.accounts import trail
from service.offices import profile
from service.offices.people import as_given
from service.offices.profile import Office
from service.templat import versions
from service.workbench import Workbench

# By kind of document: the names of its columns, and how wide each is in a spreadsheet.
_OUTGOING = (
    *(("no", 6), ("nomor", 30), ("tanggal_surat", 13), ("tanggal_kirim", 13)),
    *(("tujuan", 36), ("isi_ringkas", 48), ("keterangan", 36)),
)
_INCOMING = (
    *(("no", 6), ("tanggal_terima", 13), ("nomor_agenda", 10), ("pengirim", 32)),
    *(("tanggal_surat", 13), ("nomor", 28), ("isi_ringkas", 48)),
    *(("lampiran", 14), ("sifat", 12), ("keterangan", 28)),
)
_DELIVERED = (
    *(("no", 6), ("tanggal", 13), ("nomor", 30), ("tujuan", 36)),
    *(("penerima", 28), ("tanda_tangan", 24)),
)


@dataclass(frozen=True)
class Listing:
    """A book of some span: which kind of document prints it, its headings, its rows.

    `jejak` is the head of the office's audit trail: on paper it proves what came before.
    `kepala` are facts that stand above the rows, by the names of the kind's fields.
    """

    jenis: str
    judul: str
    kurun: str
    names: Sequence[tuple[str, float]]
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    jejak: str
    kepala: Mapping[str, str] = dataclasses.field(default_factory=dict)


def outgoing(conn: Connection, buku: Buku, periode: str) -> Listing:
    """Give the buku agenda of outgoing letters; its rows are read while they are used."""
    rows = (one.cells for one in agenda.outgoing(conn, buku, periode))
    judul = f"Buku Agenda {buku.nama}"
    jejak = str(trail.head(conn, buku.instansi_id))
    return Listing("buku-agenda", judul, span(periode), _OUTGOING, agenda.HEADINGS, rows, jejak)


def received(conn: Connection, buku: Buku, periode: str) -> Listing:
    """Give the buku agenda of incoming letters."""
    found = incoming.incoming(conn, buku, periode)
    rows = (one.cells(no) for no, one in enumerate(found, 1))
    judul = "Buku Agenda Surat Masuk"
    jejak = str(trail.head(conn, buku.instansi_id))
    return Listing(
        "buku-agenda-masuk", judul, span(periode), _INCOMING, incoming.HEADINGS, rows, jejak
    )


def delivered(conn: Connection, office: Office, since: date, until: date) -> Listing:
    """Give the buku ekspedisi between two days."""
    found = expedition.deliveries(conn, office.id, since=since, until=until)
    rows = (one.cells(no) for no, one in enumerate(found, 1))
    kurun = f"{_short(since)} sampai {_short(until)}"
    judul = "Buku Ekspedisi"
    jejak = str(trail.head(conn, office.id))
    return Listing("buku-ekspedisi", judul, kurun, _DELIVERED, expedition.HEADINGS, rows, jejak)


def sheet(office: Office, listing: Listing) -> bytes:
    """Give the book as xlsx; what would become a formula stays text."""
    columns = [
        Column(heading, width)
        for heading, (_, width) in zip(listing.headings, listing.names, strict=True)
    ]
    head = (
        listing.judul.upper(),
        f"{office.profil.pemerintah}, {office.profil.nama}",
        *listing.kepala.values(),
        listing.kurun,
        listing.jejak,
    )
    out = BytesIO()
    write_sheet(out, Sheet(listing.judul, columns, listing.rows, head))
    return out.getvalue()


def paper(
    bench: Workbench, office: Office, listing: Listing, rows: Sequence[Sequence[Cell]]
) -> Product:
    """Make a document of these rows of the book, through the same templates as letters."""
    kind = versions.kind_for(bench, office.id, listing.jenis)
    names = [name for name, _ in listing.names]
    today = office.today(bench.now()).isoformat()
    raw = {
        "judul": listing.judul,
        "kurun": listing.kurun,
        "tanggal_cetak": today,
        "baris": [dict(zip(names, map(_text, row), strict=True)) for row in rows],
        "jejak": listing.jejak,
        **listing.kepala,
    }
    values = fields.check(
        kind.fields, raw, find_pegawai=as_given, glyphs=lambda _text: [], dated=None
    )
    letterhead = profile.letterhead_of(office, bench.store)
    return produce(kind, values, letterhead, nomor_surat="", to_pdf=bench.to_pdf)


def span(periode: str) -> str:
    """Say a period in words that stand on paper."""
    return "Semua tahun" if periode == "-" else f"Periode {periode}"


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return _short(cell)
    return "" if cell is None else " ".join(str(cell).split())


def _short(day: date) -> str:
    return f"{day:%d-%m-%Y}"
