"""Officials: who holds which post from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doc_templates.values import Pegawai
from service.errors import NotFound
from service.schema import pejabat as table

COLUMNS = ("nama", "gelar_depan", "gelar_belakang", "nip", "pangkat", "golongan", "jabatan")
"""What is kept of an official; in which capacity one signs is decided for each letter."""

_OF_OFFICE = (
    sa.select(table)
    .where(table.c.instansi_id == sa.bindparam("instansi_id"))
    .order_by(table.c.urutan, table.c.id)
)
# The seventeen ranks of the civil service (naskah-dinas.md 4.5); a form suggests them.
PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}


@dataclass(frozen=True)
class Pejabat:
    """An official in one post; a new post is a new row, so old letters stay true."""

    id: int
    urutan: int
    pegawai: Pegawai
    mulai: date | None
    selesai: date | None
    atasan: str = ""  # the post one level up, for whose holder this one may sign

    def serves(self, tanggal: date) -> bool:
        """Tell whether the official is in office on `tanggal`."""
        return within(self.mulai, self.selesai, tanggal)


def add(
    conn: Connection,
    instansi_id: int,
    pegawai: Pegawai,
    *,
    mulai: date | None = None,
    selesai: date | None = None,
    urutan: int | None = None,
    atasan: str = "",
) -> int:
    """Enter an official; the first in order is the one who signs unless told otherwise."""
    if urutan is None:
        last = sa.select(sa.func.max(table.c.urutan)).where(table.c.instansi_id == instansi_id)
        urutan = (conn.execute(last).scalar() or 0) + 1
    period = {"mulai": mulai, "selesai": selesai}
    values = _columns(pegawai) | period | {"urutan": urutan, "atasan": atasan}
    row = conn.execute(
        table.insert().values(instansi_id=instansi_id, **values).returning(table.c.id)
    )
    return int(row.scalar_one())


def change(conn: Connection, instansi_id: int, seen: Pejabat) -> None:
    """Put right what is known of an official; NotFound if the office has no such one."""
    values = _columns(seen.pegawai) | {
        "mulai": seen.mulai,
        "selesai": seen.selesai,
        "urutan": seen.urutan,
        "atasan": seen.atasan,
    }
    done = conn.execute(
        table.update()
        .where(table.c.id == seen.id, table.c.instansi_id == instansi_id)
        .values(**values)
    )
    if not done.rowcount:
        raise NotFound("Pejabat ini tidak ada.")


def every(conn: Connection, instansi_id: int) -> list[Pejabat]:
    """List the officials of an office in their order, past ones included."""
    return [_pejabat(row) for row in conn.execute(_OF_OFFICE, {"instansi_id": instansi_id})]


def serving(conn: Connection, instansi_id: int, tanggal: date) -> list[Pejabat]:
    """List those in office on `tanggal`, in their order."""
    return [one for one in every(conn, instansi_id) if one.serves(tanggal)]


def as_given(wanted: str | Mapping[str, object], _tanggal: date | None) -> Pegawai:
    """Take an official as the data file describes one, without asking any office."""
    if isinstance(wanted, str):
        return Pegawai(nama=wanted)
    unknown = sorted(set(wanted) - set(Pegawai.__dataclass_fields__))
    if unknown:
        raise ValueError(f"Isian pegawai tidak mengenal {', '.join(map(str, unknown))}.")
    return Pegawai(**{str(key): str(value) for key, value in wanted.items()})


def names_of(wanted: str | Mapping[str, object]) -> set[str]:
    """Give the names and the NIP under which a form or a data file asks for somebody."""
    if isinstance(wanted, Mapping):
        keys = {_digits(str(wanted.get("nip") or "")), str(wanted.get("nama") or "").strip()}
    else:
        keys = {wanted.strip(), _digits(wanted)}
    return keys - {""}


def known_as(one: Pejabat) -> set[str]:
    """Give all that an official answers to."""
    known = one.pegawai
    return {str(one.id), _digits(known.nip), known.nama, known.nama_lengkap}


def called(wanted: str | Mapping[str, object]) -> str:
    """Give how to speak of somebody who is not known."""
    if isinstance(wanted, Mapping):
        return str(wanted.get("nama") or wanted.get("nip") or "Orang ini")
    return wanted


def within(mulai: date | None, selesai: date | None, tanggal: date) -> bool:
    """Tell whether a day lies in a span; its first and last day belong to it."""
    return (mulai is None or mulai <= tanggal) and (selesai is None or tanggal <= selesai)


def _digits(text: str) -> str:
    # Shorter runs of digits are ids or parts of a name, never a NIP (9 digits in the old style).
    digits = "".join(char for char in text if char.isdigit())
    return digits if len(digits) >= 9 else ""


def _columns(pegawai: Pegawai) -> dict[str, object]:
    return {name: getattr(pegawai, name) for name in COLUMNS}


def _pejabat(row: sa.Row[tuple[object, ...]]) -> Pejabat:
    seen = row._mapping
    pegawai = Pegawai(**{name: seen[name] for name in COLUMNS})
    period = (seen["mulai"], seen["selesai"])
    return Pejabat(seen["id"], seen["urutan"], pegawai, *period, seen["atasan"])
