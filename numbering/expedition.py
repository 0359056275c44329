"""The buku ekspedisi: which letter went to whom on which day, and who signed for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.errors import BadLetter, UnknownNumber
from numbering.register import get
from numbering.schema import buku as buku_table
from numbering.schema import ekspedisi as table
from numbering.schema import nomor as nomor_table

HEADINGS = ("No.", "Tanggal", "Nomor surat", "Tujuan", "Nama penerima", "Tanda tangan")


@dataclass(frozen=True)
class Delivery:
    """One delivery; `penerima` is empty until somebody has signed for the letter."""

    id: int
    nomor_id: int
    nomor_surat: str
    tanggal: date
    tujuan: str
    penerima: str
    tanggal_terima: date | None
    oleh: str
    pada: str

    def cells(self, no: int) -> tuple[str | int | date, ...]:
        """What stands under HEADINGS in the row with this running number."""
        return (no, self.tanggal, self.nomor_surat, self.tujuan, self.penerima, "")


def send(
    conn: Connection,
    instansi_id: int,
    nomor_id: int,
    *,
    tanggal: date,
    tujuan: str,
    oleh: str,
    pada: str,
) -> Delivery:
    """Writes down that a letter leaves; one letter may go to several places.

    Raises UnknownNumber, or BadLetter for a cancelled letter or no destination.
    """
    nomor = get(conn, instansi_id, nomor_id)
    if nomor.state in {"batal", "ditarik"}:
        raise BadLetter(f"Nomor {nomor.nomor_surat} sudah batal, jadi suratnya tidak dikirim.")
    if not tujuan.strip():
        raise BadLetter("Tujuan pengiriman belum diisi. Tulis kepada siapa surat diantar.")
    row = {"nomor_id": nomor_id, "tanggal": tanggal, "tujuan": tujuan.strip(), "penerima": ""}
    new = table.insert().values(**row, oleh=oleh, pada=pada).returning(table.c.id)
    return get_delivery(conn, instansi_id, conn.execute(new).scalar_one())


def sign_for(
    conn: Connection, instansi_id: int, ekspedisi_id: int, *, penerima: str, tanggal: date
) -> Delivery:
    """Writes down who took the letter and when. Raises UnknownNumber or BadLetter."""
    before = get_delivery(conn, instansi_id, ekspedisi_id)
    if not penerima.strip():
        raise BadLetter("Nama penerima belum diisi. Tulis nama yang menandatangani.")
    if tanggal < before.tanggal:
        raise BadLetter("Surat tidak dapat diterima sebelum dikirim. Periksa tanggalnya.")
    signed = table.update().where(table.c.id == ekspedisi_id)
    conn.execute(signed.values(penerima=penerima.strip(), tanggal_terima=tanggal))
    return get_delivery(conn, instansi_id, ekspedisi_id)


def get_delivery(conn: Connection, instansi_id: int, ekspedisi_id: int) -> Delivery:
    """One delivery of this office. Raises UnknownNumber."""
    query = _query(instansi_id).where(table.c.id == ekspedisi_id)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise UnknownNumber(ekspedisi_id)
    return Delivery(**row._mapping)


def deliveries(
    conn: Connection, instansi_id: int, *, since: date, until: date
) -> Iterator[Delivery]:
    """The buku ekspedisi of an office between two days, both included, in order."""
    query = _query(instansi_id).where(table.c.tanggal.between(since, until))
    for row in conn.execute(query.order_by(table.c.tanggal, table.c.id)):
        yield Delivery(**row._mapping)


def _query(instansi_id: int) -> sa.Select[tuple[object, ...]]:
    rows = table.join(nomor_table).join(buku_table)
    query = sa.select(table, nomor_table.c.nomor_surat).select_from(rows)
    return query.where(buku_table.c.instansi_id == instansi_id)
