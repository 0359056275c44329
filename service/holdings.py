"""What the archive holds, as lists on paper: daftar berkas and daftar isi berkas.

Columns after naskah-dinas 5.1; printed and put into a spreadsheet as the books of the agenda are.
"""

from datetime import datetime

from sqlalchemy.engine import Connection

from archive import dossier
from archive.dossier import Berkas
from archive.sheet import Cell
from service import documents, kurun
from service.accounts import trail
from service.agenda.listing import Listing
from service.board import Board
from service.inventory import Row
from service.offices.profile import Office

# By kind of document: the names of its columns, and how wide each is in a spreadsheet.
_DOSSIERS = (
    *(("no", 6), ("kode_klasifikasi", 16), ("nomor_berkas", 10), ("unit_pengolah", 32)),
    *(("uraian", 48), ("kurun_waktu", 12), ("jumlah", 12), ("keterangan", 24)),
)
_CONTENTS = (
    *(("nomor_berkas", 10), ("no", 8), ("kode_klasifikasi", 16), ("uraian", 60)),
    *(("tanggal", 13), ("jumlah", 10), ("keterangan", 36)),
)
DOSSIER_HEADINGS = (
    *("No.", "Kode klasifikasi", "Nomor berkas", "Unit pengolah"),
    *("Uraian informasi berkas", "Kurun waktu", "Jumlah", "Keterangan"),
)
CONTENT_HEADINGS = (
    *("No. berkas", "No. item arsip", "Kode klasifikasi", "Uraian informasi arsip"),
    *("Tanggal", "Jumlah", "Keterangan"),
)


def dossiers(conn: Connection, office: Office, tahun: str) -> Listing:
    """Give the daftar berkas of a year of data, by classification code and then by number."""
    found = dossier.list_berkas(conn, office.id)
    every = [one for one in found if str(kurun.year_of(one.kurun_waktu)) == tahun]
    found = sorted(every, key=lambda one: (one.kode_klasifikasi, one.id))
    items = dossier.count_items(conn, [one.id for one in found])
    rows = [_dossier(office, no, one, items.get(one.id, 0)) for no, one in enumerate(found, 1)]
    jejak = str(trail.head(conn, office.id))
    about = f"Kurun waktu {tahun}"
    return Listing(
        "daftar-berkas", "Daftar Berkas", about, _DOSSIERS, DOSSIER_HEADINGS, rows, jejak
    )


def years(found: list[Berkas]) -> list[str]:
    """Give the years that these dossiers are about, the newest first."""
    known = {year for one in found if (year := kurun.year_of(one.kurun_waktu))}
    return [str(year) for year in sorted(known, reverse=True)]


def contents(conn: Connection, office: Office, seen: Board) -> Listing:
    """Give the daftar isi berkas of a dossier, in the order of its SOP."""
    found = documents.rows(documents.of_board(conn, seen))
    rows = [_item(seen.berkas, no, row) for no, row in enumerate(found, 1)]
    return Listing(
        "daftar-isi-berkas",
        "Daftar Isi Berkas",
        f"Kurun waktu {seen.berkas.kurun_waktu}",
        _CONTENTS,
        CONTENT_HEADINGS,
        rows,
        str(trail.head(conn, office.id)),
        {"berkas": seen.berkas.judul, "unit_pengolah": seen.berkas.unit_pengolah},
    )


def _dossier(office: Office, no: int, one: Berkas, items: int) -> list[Cell]:
    return [
        no,
        one.kode_klasifikasi,
        one.id,
        one.unit_pengolah,
        one.judul,
        one.kurun_waktu,
        f"{items} naskah",
        _state(office, one),
    ]


def _state(office: Office, one: Berkas) -> str:
    """Say since when a dossier is open or closed, in the office's own days."""
    said, moment = ("Terbuka sejak", one.dibuka_pada)
    if one.ditutup_pada:
        said, moment = ("Ditutup", one.ditutup_pada)
    return f"{said} {office.today(datetime.fromisoformat(moment)):%d-%m-%Y}"


def _item(berkas: Berkas, no: int, row: Row) -> list[Cell]:
    entry = row.entry
    number = f", Nomor {entry.nomor_surat}" if entry.nomor_surat else ""
    return [
        berkas.id,
        no,
        berkas.kode_klasifikasi,
        f"{entry.hal}{number}",
        entry.tanggal,
        f"{len(row.files)} file",
        row.keterangan,
    ]
