"""The rows of an old register that lie aside enter the ledger together, as one import.

Imported numbers are `eksternal`, because the paper book gave them, or `batal` with what it says;
the integers that it lacks get rows of their own that say so, and the counter goes on after the
last. All of it is one short transaction: whoever looks sees the whole import or nothing of it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.errors import BadPeriod, ImportRefused
from numbering.holding import Key, hold, settle
from numbering.importing import Impor, of_key
from numbering.ledger import gaps
from numbering.runs import JUMP, runs
from numbering.schema import baris_impor as aside
from numbering.schema import buku as book
from numbering.schema import impor as table
from numbering.schema import nomor, penghitung
from numbering.series import check_period

_NO_LETTER = "Tidak tercatat di register lama yang diimpor"
_SAME = (
    *("periode", "nomor_urut", "sisipan", "nomor_surat", "tanggal_surat", "bagian"),
    *("hal", "tujuan", "keterangan", "alasan", "mundur"),
)


@dataclass(frozen=True)
class Source:
    """Where an import comes from: the name of its file, and how many letters were found in it."""

    nama_file: str
    baris: int


def admit(
    conn: Connection, buku: Buku, kunci: str, source: Source, *, oleh: str, pada: str
) -> Impor:
    """Takes in what lies aside under this key; the same key, the same import.

    Raises ImportRefused when not every letter lies there, or when a number of it was given or the
    book was changed meanwhile.
    """
    periods = _periods(conn, kunci)
    before = {periode: hold(conn, _key(buku, periode)) for periode in sorted(periods)}
    if (made := of_key(conn, kunci)) is not None:
        return made
    _check_counts_so(conn, buku, periods)
    _check_whole(conn, kunci, source.baris)
    _check_free(conn, buku, kunci)
    spans = {name: _span(conn, buku, name, *periods[name], *before[name]) for name in before}
    impor_id = _open(conn, buku, kunci, source, oleh, pada)
    same = {"buku_id": buku.id, "impor_id": impor_id, "oleh": oleh, "dipesan_pada": pada}
    same |= {"asal": f"register lama ({source.nama_file})"}
    _copy(conn, kunci, same)
    hitungan = {}
    for name, span in spans.items():
        _move_counter(conn, _key(buku, name), span)
        _explain_gaps(conn, _key(buku, name), before[name][0], same)
        settle(conn, _key(buku, name))
        hitungan[name] = [*before[name], *counted(conn, buku.id, name)]
    done = table.update().where(table.c.id == impor_id).values(hitungan=hitungan)
    return Impor(**conn.execute(done.returning(table)).one()._mapping)


def _key(buku: Buku, periode: str) -> Key:
    return {"buku_id": buku.id, "periode": periode}


def _periods(conn: Connection, kunci: str) -> dict[str, tuple[int, int]]:
    """The periods of the register, each with its first and its last number."""
    ends = (sa.func.min(aside.c.nomor_urut), sa.func.max(aside.c.nomor_urut))
    query = sa.select(aside.c.periode, *ends).where(aside.c.kunci == kunci)
    return {row[0]: (row[1], row[2]) for row in conn.execute(query.group_by(aside.c.periode))}


def _check_counts_so(conn: Connection, buku: Buku, periods: Iterable[str]) -> None:
    """The book may have been changed while the file was read."""
    restart: str = conn.scalars(sa.select(book.c.restart).where(book.c.id == buku.id)).one()
    try:
        for periode in periods:
            check_period(restart, periode)
    except BadPeriod as fault:
        raise ImportRefused(
            f"Buku {buku.nama} diubah selagi file dibaca. Periksa lagi filenya, lalu ulangi."
        ) from fault


def _check_whole(conn: Connection, kunci: str, baris: int) -> None:
    """Another worker on the same file may have given up and cleared what lay aside."""
    there = conn.scalar(sa.select(sa.func.count()).where(aside.c.kunci == kunci))
    if there != baris:
        raise ImportRefused(
            f"Baru {there} dari {baris} surat selesai disiapkan. Ulangi impornya dari awal."
        )


def _check_free(conn: Connection, buku: Buku, kunci: str) -> None:
    same = (aside.c[name] == nomor.c[name] for name in ("periode", "nomor_urut", "sisipan"))
    both = aside.join(nomor, sa.and_(nomor.c.buku_id == buku.id, *same))
    query = sa.select(aside).select_from(both).where(aside.c.kunci == kunci)
    row = conn.execute(query.order_by(aside.c.baris).limit(1)).one_or_none()
    if row is not None:
        raise ImportRefused(
            f"Nomor urut {row.nomor_urut}{row.sisipan} periode {row.periode} di baris {row.baris} "
            "sudah tercatat di Naskah selagi file dibaca. Periksa lagi filenya, lalu ulangi."
        )


def _span(
    conn: Connection, buku: Buku, periode: str, first: int, last: int, awal: int, terakhir: int
) -> range:
    """Every integer that the ledger will have to explain once this is in."""
    known = sa.select(sa.func.min(nomor.c.nomor_urut))
    known = known.where(nomor.c.buku_id == buku.id, nomor.c.periode == periode)
    begun = awal + 1 if terakhir else conn.scalar(known) or first
    return range(min(first, begun), max(last, terakhir) + 1)


def _open(conn: Connection, buku: Buku, kunci: str, source: Source, oleh: str, pada: str) -> int:
    row = {"buku_id": buku.id, **asdict(source), "hitungan": {}}
    new = table.insert().values(**row, oleh=oleh, pada=pada, kunci=kunci).returning(table.c.id)
    impor_id: int = conn.execute(new).scalar_one()
    return impor_id


def _copy(conn: Connection, kunci: str, same: dict[str, Any]) -> None:
    """The letters, in the order of the file; a number with a reason is cancelled."""
    burned = aside.c.alasan != ""
    by_state = {
        "state": sa.case((burned, "batal"), else_="eksternal"),
        "batal_oleh": sa.case((burned, same["oleh"])),
        "batal_pada": sa.case((burned, same["dipesan_pada"])),
    }
    given = {name: sa.literal(value) for name, value in same.items()}
    columns = {**{name: aside.c[name] for name in _SAME}, **given, **by_state}
    rows = sa.select(*columns.values()).where(aside.c.kunci == kunci).order_by(aside.c.baris)
    conn.execute(nomor.insert().from_select(list(columns), rows))


def _move_counter(conn: Connection, key: Key, span: range) -> None:
    there = (penghitung.c.buku_id == key["buku_id"], penghitung.c.periode == key["periode"])
    now = {"awal": span.start - 1, "terakhir": span.stop - 1}
    conn.execute(penghitung.update().where(*there).values(**now))


def _explain_gaps(conn: Connection, key: Key, awal: int, same: dict[str, Any]) -> None:
    """Rows for the numbers that the register lacks, dated as the number before.

    Those up to `awal` were used on paper, as the office has said; the others are burned.
    """
    rows = []
    for first, last in runs(gaps(conn, int(str(key["buku_id"])), str(key["periode"]))):
        if last - first >= JUMP:
            raise ImportRefused(
                f"Nomor urut {first} sampai {last} periode {key['periode']} tidak ada di register. "
                "Lompatannya terlalu jauh; betulkan nomornya, lalu periksa lagi filenya."
            )
        day = _day_at(conn, key, first)
        rows += [_gap(urut, day, urut <= awal, {**same, **key}) for urut in range(first, last + 1)]
    if rows:
        conn.execute(nomor.insert(), rows)


def _day_at(conn: Connection, key: Key, urut: int) -> date:
    """The date of the number before, else of the first one after."""
    there = (nomor.c.buku_id == key["buku_id"], nomor.c.periode == key["periode"])
    days = sa.select(nomor.c.tanggal_surat).where(*there).limit(1)
    before = days.where(nomor.c.nomor_urut < urut).order_by(nomor.c.nomor_urut.desc())
    after = days.where(nomor.c.nomor_urut > urut).order_by(nomor.c.nomor_urut)
    day: date = conn.scalar(before) or conn.scalars(after).one()
    return day


def _gap(urut: int, day: date, on_paper: bool, same: dict[str, Any]) -> dict[str, Any]:
    burned = {"batal_oleh": same["oleh"], "batal_pada": same["dipesan_pada"]}
    nobody = {"batal_oleh": None, "batal_pada": None}
    return {
        **same,
        "nomor_urut": urut,
        "nomor_surat": f"{urut} (tidak tercatat)",
        "tanggal_surat": day,
        "bagian": {},
        "hal": "",
        "tujuan": "",
        "keterangan": _NO_LETTER if on_paper else "",
        "alasan": "" if on_paper else _NO_LETTER,
        "state": "eksternal" if on_paper else "batal",
        **(nobody if on_paper else burned),
    }
