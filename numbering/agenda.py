"""The buku agenda of outgoing letters, as rows for a page, a sheet or a print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.schema import ekspedisi
from numbering.schema import nomor as table

HEADINGS = (
    *("No.", "Nomor surat", "Tanggal surat", "Tanggal kirim"),
    *("Dikirim kepada", "Isi ringkas", "Keterangan"),
)
_CHUNK = 1_000


@dataclass(frozen=True)
class Outgoing:
    """One row of the book. `no` is the sequence as people write it, empty for a foreign number."""

    nomor_id: int
    no: str
    nomor_surat: str
    tanggal_surat: date
    tanggal_kirim: date | None
    tujuan: str
    isi_ringkas: str
    keterangan: str
    state: str

    @property
    def cells(self) -> tuple[str | date | None, ...]:
        """What stands under HEADINGS."""
        dates = (self.tanggal_surat, self.tanggal_kirim)
        return (
            *(self.no, self.nomor_surat, *dates),
            *(self.tujuan, self.isi_ringkas, self.keterangan),
        )


def outgoing(conn: Connection, buku: Buku, periode: str) -> Iterator[Outgoing]:
    """The book of a period by number, cancelled ones included; foreign numbers stand last by date.

    Rows of an import that was taken back are left out. Memory does not grow with the book.
    """
    sent = sa.select(sa.func.min(ekspedisi.c.tanggal)).where(ekspedisi.c.nomor_id == table.c.id)
    query = sa.select(table, sent.correlate(table).scalar_subquery().label("tanggal_kirim"))
    here = (table.c.buku_id == buku.id, table.c.periode == periode, table.c.state != "ditarik")
    foreign = sa.case((table.c.nomor_urut.is_(None), 1), else_=0)
    order = (foreign, table.c.nomor_urut, table.c.sisipan, table.c.tanggal_surat, table.c.id)
    rows = query.where(*here).order_by(*order)
    with conn.execute(rows, execution_options={"yield_per": _CHUNK}) as found:
        for row in found:
            yield _outgoing(row)


def _outgoing(row: sa.Row[tuple[object, ...]]) -> Outgoing:
    facts = row._mapping
    urut = facts["nomor_urut"]
    return Outgoing(
        nomor_id=facts["id"],
        no="" if urut is None else f"{urut}{facts['sisipan']}",
        nomor_surat=facts["nomor_surat"],
        tanggal_surat=facts["tanggal_surat"],
        tanggal_kirim=facts["tanggal_kirim"],
        tujuan=facts["tujuan"],
        isi_ringkas=facts["hal"],
        keterangan="; ".join(_remarks(facts)),
        state=facts["state"],
    )


def _remarks(facts: sa.RowMapping) -> Iterator[str]:
    """What an auditor would ask about this number, answered."""
    if facts["state"] == "batal":
        yield f"Batal: {facts['alasan']}"
    if facts["asal"]:
        yield f"Dari {facts['asal']}"
    if facts["sisipan"] and facts["impor_id"] is None:
        yield f"Sisipan: {facts['keterangan']}"
    elif facts["keterangan"]:
        yield facts["keterangan"]
    if facts["mundur"]:
        yield "Tanggal mundur"
