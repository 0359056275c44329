"""Numbers that others gave: SRIKANDI, or the paper book while Naskah was down."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.dating import newest
from numbering.errors import BadNumber, NumberTaken
from numbering.holding import Key, hold, settle
from numbering.letter import Letter, parts_of, printed_with_gaps, told, write
from numbering.register import Nomor, of_draft
from numbering.schema import LIVING
from numbering.schema import nomor as table
from numbering.series import period_of
from numbering.twins import elsewhere

_FARTHEST = 10_000  # numbers ahead of the counter; beyond it a typing error is certain


@dataclass(frozen=True)
class External:
    """A number given elsewhere: by whom (`asal`), as printed, and its integer if it is one of ours.

    Without `nomor_surat` the book's pola prints it; without `nomor_urut` it is a foreign text that
    takes no integer of this book.
    """

    asal: str
    nomor_urut: int | None = None
    nomor_surat: str = ""
    keterangan: str = ""


def record_external(
    conn: Connection,
    buku: Buku,
    number: External,
    letter: Letter,
    *,
    draft_key: str | None = None,
    oleh: str,
    pada: str,
) -> Nomor:
    """Records a number that was given elsewhere; the counter will step over its integer.

    With a `draft_key` it is the number of that draft; one that has a number is answered with it.
    An integer of ours whose letter is dated before the newest bears the mark `mundur`, whether the
    book allows that or not: it is on paper already. Raises NoteMissing without `asal`, BadNumber
    for an integer that cannot be, NumberTaken when it has a row already, or when another letter of
    the office bears it in the same year.
    """
    asal = told("Asal nomor (misalnya SRIKANDI, atau buku kertas)", number.asal)
    if draft_key is not None and (given := of_draft(conn, draft_key)) is not None:
        return given
    day = letter.tanggal_surat
    periode = period_of(buku.restart, day)
    key = {"buku_id": buku.id, "periode": periode}
    awal, terakhir = hold(conn, key)
    nomor_surat = number.nomor_surat.strip()
    if number.nomor_urut is not None:
        _check_urut(number.nomor_urut, awal, terakhir)
        nomor_surat = nomor_surat or printed_with_gaps(
            buku.format, parts_of(buku, letter), day, number.nomor_urut
        )
    _check_free(conn, key, number.nomor_urut, told("Nomor surat", nomor_surat))
    _check_nowhere_else(conn, buku, periode, nomor_surat, day)
    row = {
        **key,
        "nomor_urut": number.nomor_urut,
        "nomor_surat": nomor_surat,
        "tanggal_surat": day,
        "bagian": parts_of(buku, letter),
        "state": "eksternal",
        "asal": asal,
        "keterangan": number.keterangan.strip(),
        "mundur": number.nomor_urut is not None and day < (newest(conn, buku.id, periode) or day),
    }
    whose = {"draft_key": draft_key, "hal": letter.hal, "tujuan": letter.tujuan}
    nomor = write(conn, {**row, **whose, "oleh": oleh, "dipesan_pada": pada})
    settle(conn, key)
    return nomor


def _check_urut(urut: int, awal: int, terakhir: int) -> None:
    if urut < 1:
        raise BadNumber(f"Nomor urut {urut} tidak mungkin. Nomor urut dimulai dari 1.")
    if urut <= awal:
        raise BadNumber(
            f"Nomor urut {urut} dipakai di kertas sebelum Naskah (sampai {awal}), jadi tidak "
            "dicatat satu per satu. Impor register lama bila isinya ingin dicatat di sini."
        )
    if urut > terakhir + _FARTHEST:
        raise BadNumber(
            f"Nomor urut {urut} terlalu jauh dari hitungan buku ini, {terakhir}. Periksa nomornya."
        )


def _check_free(conn: Connection, key: Key, urut: int | None, nomor_surat: str) -> None:
    """A number that was cancelled still has its row; a foreign text may be recorded anew."""
    same = sa.and_(table.c.nomor_surat == nomor_surat, table.c.state.in_(LIVING))
    if urut is not None:
        same = sa.or_(same, sa.and_(table.c.nomor_urut == urut, table.c.sisipan == ""))
    there = (table.c.buku_id == key["buku_id"], table.c.periode == key["periode"])
    query = sa.select(table.c.nomor_surat, table.c.state).where(*there, same)
    row = conn.execute(query.limit(1)).one_or_none()
    if row is not None:
        raise NumberTaken(row.nomor_surat, row.state)


def _check_nowhere_else(
    conn: Connection, buku: Buku, periode: str, nomor_surat: str, day: date
) -> None:
    place = elsewhere(conn, buku, periode, nomor_surat, day)
    if place is not None:
        raise NumberTaken(nomor_surat, place.state, f"{place.buku} periode {place.periode}")
