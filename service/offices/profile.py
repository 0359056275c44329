"""The office's profile: what its letterhead, paper and numbers need to know."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.store import Store
from doc_templates.office import Instansi
from doc_templates.tata import Tata, tata_from
from service.errors import NotFound, Refused
from service.schema import instansi as table

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
PAPERS = ("A4", "F4-215", "F4-210")
_OF_ID = sa.select(table).where(table.c.id == sa.bindparam("id"))
FONTS = {"korespondensi": "Arial", "keputusan": "Bookman Old Style", "laporan": "Arial"}


@dataclass(frozen=True)
class Profil:
    """What an office says of itself; every value is data that the office can change."""

    pemerintah: str
    nama: str
    alamat: tuple[str, ...] = ()
    tempat: str = ""
    telepon: str = ""
    kode_pos: str = ""
    laman: str = ""
    pos_el: str = ""
    induk: str = ""
    kertas: str = "A4"
    zona: str = "WIB"
    kode_unit: str = ""
    unit: Mapping[str, str] = field(default_factory=dict)  # further unit codes and their names
    huruf: Mapping[str, str] = field(default_factory=lambda: dict(FONTS))
    tata: Tata = field(default_factory=Tata)

    @property
    def timezone(self) -> ZoneInfo:
        """Give the zone that the office's dates and times are meant in."""
        return ZoneInfo(ZONES[self.zona])


@dataclass(frozen=True)
class Office:
    """One office of this installation."""

    id: int
    slug: str
    profil: Profil
    logo: str | None
    contoh: bool

    def today(self, now: datetime) -> date:
        """Give the date in the office's own zone at the moment `now`."""
        return now.astimezone(self.profil.timezone).date()


def profil_from(data: Mapping[str, object]) -> Profil:
    """Build a profile from stored or typed data; unknown keys are a programmer's error."""
    known = {name.name for name in fields(Profil)}
    values = {key: value for key, value in data.items() if key in known}
    alamat = values.get("alamat", ())
    values["alamat"] = tuple(alamat) if isinstance(alamat, list | tuple) else (str(alamat),)
    tata = values.get("tata", {})
    values["tata"] = tata_from(tata) if isinstance(tata, Mapping) else tata
    return Profil(**values)  # type: ignore[arg-type]  # the keys were checked just above


def add(
    conn: Connection, slug: str, profil: Profil, *, logo: str | None, contoh: bool, pada: str
) -> Office:
    """Enter a new office. Refused when its short name or its unit code is another's."""
    _check_codes(conn, slug, profil, None)
    values = {"slug": slug, "profil": asdict(profil), "logo": logo, "contoh": contoh}
    row = conn.execute(table.insert().values(**values, dibuat_pada=pada).returning(table.c.id))
    return Office(int(row.scalar_one()), slug, profil, logo, contoh)


def change(conn: Connection, office: Office, profil: Profil, logo: str | None) -> None:
    """Put a new profile in use; letters already issued keep the old one in their snapshot.

    Refused when its unit code is another office's.
    """
    _check_codes(conn, office.slug, profil, office.id)
    conn.execute(
        table.update().where(table.c.id == office.id).values(profil=asdict(profil), logo=logo)
    )


def every(conn: Connection) -> list[Office]:
    """List the offices of this installation, in the order in which they came."""
    return [_office(row) for row in conn.execute(sa.select(table).order_by(table.c.id))]


def get(conn: Connection, instansi_id: int) -> Office:
    """Give one office; NotFound when there is none."""
    row = conn.execute(_OF_ID, {"id": instansi_id}).first()
    if row is None:
        raise NotFound("Instansi ini tidak ada.")
    return _office(row)


def hold(conn: Connection, office: Office) -> None:
    """Let others who hold the office wait until the transaction ends."""
    conn.execute(sa.select(table.c.id).where(table.c.id == office.id).with_for_update())


def by_slug(conn: Connection, slug: str) -> Office:
    """Find an office by its short name; NotFound names those that exist."""
    row = conn.execute(sa.select(table).where(table.c.slug == slug)).first()
    if row is not None:
        return _office(row)
    known = ", ".join(office.slug for office in every(conn)) or "belum ada satu pun"
    raise NotFound(f"Instansi “{slug}” tidak ada. Yang ada: {known}.")


def letterhead(profil: Profil, logo: bytes | None, *, contoh: bool) -> Instansi:
    """Say what of the profile is printed, in the words of the templates."""
    return Instansi(
        pemerintah=profil.pemerintah,
        nama=profil.nama,
        alamat=profil.alamat,
        tempat=profil.tempat,
        telepon=profil.telepon,
        kode_pos=profil.kode_pos,
        laman=profil.laman,
        pos_el=profil.pos_el,
        induk=profil.induk,
        zona=profil.zona,
        kertas=profil.kertas,
        huruf=profil.huruf,
        tata=profil.tata,
        logo=logo,
        contoh=contoh,
    )


def letterhead_of(office: Office, store: Store) -> Instansi:
    """Give the letterhead of `office`, its logo read from the store."""
    logo = store.read(office.logo) if office.logo else None
    return letterhead(office.profil, logo, contoh=office.contoh)


def short_name(nama: str) -> str:
    """Make the short name that the command line calls an office by."""
    return re.sub(r"[^a-z0-9]+", "-", nama.lower()).strip("-")[:64] or "instansi"


def code_faults(
    conn: Connection, slug: str, profil: Profil, own_id: int | None = None
) -> list[str]:
    """Say what would make two offices one: on paper, or at the command line."""
    faults = []
    for other in every(conn):
        if other.id == own_id:
            continue
        if other.slug == slug:
            faults.append(
                f"Nama pendek “{slug}” sudah dipakai {other.profil.nama}. Bedakan nama instansinya."
            )
        if profil.kode_unit and same_code(profil.kode_unit, other.profil.kode_unit):
            faults.append(
                f"Kode unit “{profil.kode_unit}” sudah dipakai {other.profil.nama}. "
                "Nomor surat kedua instansi tidak akan dapat dibedakan; pakai kode lain."
            )
    return faults


def _check_codes(conn: Connection, slug: str, profil: Profil, own_id: int | None) -> None:
    if faults := code_faults(conn, slug, profil, own_id):
        raise Refused(" ".join(faults))


def same_code(one: str, other: str) -> bool:
    """Tell whether two unit codes read the same on paper."""
    return one.strip().casefold() == other.strip().casefold()


def _office(row: sa.Row[tuple[object, ...]]) -> Office:
    seen = row._mapping
    profil = profil_from(seen["profil"])
    return Office(seen["id"], seen["slug"], profil, seen["logo"], seen["contoh"])
