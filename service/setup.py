"""The first start: an office of one's own, or the sample office; never both."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from doc_templates.office import sample
from doc_templates.values import Pegawai
from numbering import books, classification, counter, incoming
from numbering.presets import default_books
from service.accounts import audit, invitations, reach, users
from service.accounts.permissions import Peran
from service.db import reading, transaction
from service.errors import Refused, SampleMix
from service.offices import people, profile
from service.offices.people import Pejabat
from service.offices.profile import FONTS, Office, Profil, profil_from
from service.sop import editions
from service.workbench import Workbench

SAMPLES = Path(__file__).parent / "samples"
EMPTY, SAMPLE, OWN = "kosong", "contoh", "instansi"
SYSTEM = "Naskah"
FIRST_PROCEDURES = ("babakancikao",)  # what an office of one's own begins with; it may take others


@dataclass(frozen=True)
class NewBook:
    """A book that an office begins with; `terakhir` is the last number used on paper."""

    slug: str
    nama: str
    pola: str
    restart: str = "tahun"
    terakhir: int = 0
    mundur: bool = False  # letters may be dated before the newest one; off until allowed


@dataclass(frozen=True)
class FirstAdmin:
    """The account that can set up everything else."""

    username: str
    nama: str
    password: str


def state(conn: Connection) -> str:
    """Tell what this installation holds: nothing yet, samples, or real offices."""
    offices = profile.every(conn)
    if not offices:
        return EMPTY
    return SAMPLE if any(office.contoh for office in offices) else OWN


def begin_own(
    bench: Workbench,
    slug: str,
    profil: Profil,
    logo: bytes | None,
    admin: FirstAdmin,
    procedures: Sequence[str] = FIRST_PROCEDURES,
) -> Office:
    """Set up a real office with its first administrator, books and shipped procedures.

    Nobody has to hold their performers yet. Raises SampleMix where samples live, Refused when
    name or password will not do.
    """
    digest = bench.store.put(logo) if logo else None
    with transaction(bench.engine) as conn:
        _keep_apart(conn, contoh=False)
        office = profile.add(conn, slug, profil, logo=digest, contoh=False, pada=bench.stamp())
        user = (admin.username, admin.nama, Peran.ADMIN, admin.password)
        users.add(conn, office.id, *user)
        _begin(conn, bench, office, procedures, oleh=SYSTEM)
    return office


def add_office(
    bench: Workbench, profil: Profil, username: str, nama: str, *, oleh: str
) -> tuple[Office, str]:
    """Add an office to those that are there; give it and the token that invites its first admin.

    Where samples live it is a sample as well. Refused when a name or code is another's or missing;
    all that is wrong is told at once.
    """
    with transaction(bench.engine) as conn:
        faults = [*_blanks(profil, username, nama), *clashes(conn, profil, username)]
        if faults:
            raise Refused(" ".join(faults))
        contoh = state(conn) == SAMPLE
        slug = profile.short_name(profil.nama)
        office = profile.add(conn, slug, profil, logo=None, contoh=contoh, pada=bench.stamp())
        admin = users.add(conn, office.id, username, nama, Peran.ADMIN, None, contoh=contoh)
        _begin(conn, bench, office, FIRST_PROCEDURES, oleh=oleh)
        return office, invitations.invite(conn, admin, oleh=oleh, now=bench.now())


def clashes(conn: Connection, profil: Profil, username: str) -> list[str]:
    """Say what of a new office and its first account is taken, or cannot be a name.

    What is left blank is not spoken of.
    """
    faults: list[str] = []
    if profil.nama.strip() or profil.kode_unit.strip():
        slug = profile.short_name(profil.nama) if profil.nama.strip() else ""
        faults += profile.code_faults(conn, slug, profil)
    if username.strip():
        faults += [users.username_fault(username) or users.taken_fault(conn, username)]
    return [fault for fault in faults if fault]


def load_samples(bench: Workbench) -> dict[str, str]:
    """Load the sample offices that are not there yet; give each new account's password.

    The passwords are made at random; whoever calls prints them once, in a terminal. Refused,
    naming every clash, when two files are of one office or of one account.
    """
    found = {path.name: tomllib.loads(path.read_text("utf-8")) for path in sample_files()}
    _check_samples(found)
    passwords: dict[str, str] = {}
    for data in found.values():
        passwords |= _load_sample(bench, data)
    with transaction(bench.engine) as conn:
        _let_inspectorate_read(conn)
    return passwords


def sample_files() -> list[Path]:
    """List the files of the sample offices, one each."""
    return sorted(SAMPLES.glob("*.toml"))


def sample_people() -> list[Pejabat]:
    """Give the invented officials of the sample offices, as if each were in office."""
    names = [path.stem for path in sample_files()]
    return [one for name in names for one in people_of(sample_data(name))]


def sample_data(slug: str) -> dict[str, Any]:
    """Read the file of a sample office."""
    return tomllib.loads((SAMPLES / f"{slug}.toml").read_text(encoding="utf-8"))


def offices(bench: Workbench) -> list[Office]:
    """List the offices of this installation."""
    with reading(bench.engine) as conn:
        return profile.every(conn)


def _load_sample(bench: Workbench, data: dict[str, Any]) -> dict[str, str]:
    shown = sample()
    digest = bench.store.put(shown.logo) if shown.logo else None
    with transaction(bench.engine) as conn:
        _keep_apart(conn, contoh=True)
        if any(office.slug == data["slug"] for office in profile.every(conn)):
            return {}
        own = {"kode_unit": data["kode_unit"], **data.get("profil", {})}
        profil = profil_from(vars(shown) | {"huruf": FONTS} | own)
        office = profile.add(
            conn, data["slug"], profil, logo=digest, contoh=True, pada=bench.stamp()
        )
        _equip(conn, bench, office, [NewBook(**one) for one in data["buku"]], data["sop"])
        for one in people_of(data):
            people.add(conn, office.id, one.pegawai, mulai=one.mulai, atasan=one.atasan)
        return {one["username"]: _add_account(conn, office, one) for one in data["akun"]}


def _check_samples(found: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse files that claim the same short name, unit code or account; all clashes at once."""
    faults: list[str] = []
    claimed: dict[tuple[str, str], str] = {}
    for name, data in found.items():
        claims = [("Nama pendek", data["slug"]), ("Kode unit", data["kode_unit"])]
        claims += [("Nama masuk", one["username"]) for one in data["akun"]]
        for what, value in claims:
            other = claimed.setdefault((what, value.casefold()), name)
            if other != name:
                faults.append(
                    f"{what} “{value}” dipakai {other} dan {name}; bedakan salah satunya."
                )
    if faults:
        raise Refused(" ".join(faults))


def _let_inspectorate_read(conn: Connection) -> None:
    """Give the sample accounts of the Inspektorat all sample offices."""
    ids = [office.id for office in profile.every(conn) if office.contoh]
    for one in ids:
        for user in users.every(conn, one):
            if user.contoh and user.peran == Peran.INSPEKTORAT:
                reach.give(conn, user, ids)


def people_of(data: Mapping[str, Any]) -> list[Pejabat]:
    """Give the officials in the file of a sample office, numbered by their place."""
    rows = [(place, dict(row)) for place, row in enumerate(data["pejabat"], 1)]
    return [
        Pejabat(
            place,
            place,
            mulai=date.fromisoformat(row.pop("mulai")),
            selesai=None,
            atasan=row.pop("atasan", ""),
            pegawai=Pegawai(**row),
        )
        for place, row in rows
    ]


def _add_account(conn: Connection, office: Office, account: dict[str, str]) -> str:
    password = users.random_password()
    who = (account["username"], account["nama"], Peran(account["peran"]), password)
    made = users.add(conn, office.id, *who, contoh=True)
    for one in people.every(conn, office.id):
        if account["nama"] in (one.pegawai.nama, one.pegawai.nama_lengkap):
            users.tie(conn, made, one.id)
    return password


def _blanks(profil: Profil, username: str, nama: str) -> list[str]:
    given = {
        "Pemerintah daerah": profil.pemerintah,
        "Nama instansi": profil.nama,
        "Tempat kedudukan": profil.tempat,
        "Kode unit": profil.kode_unit,
        "Nama masuk admin pertama": username,
        "Nama lengkap admin pertama": nama,
    }
    return [f"{what} belum diisi." for what, value in given.items() if not value.strip()]


def _begin(
    conn: Connection, bench: Workbench, office: Office, procedures: Sequence[str], *, oleh: str
) -> None:
    """Give a new office the books that everybody begins with, and these procedures."""
    begin = [NewBook(one.slug, one.nama, one.pola, one.restart) for one in default_books()]
    _equip(conn, bench, office, begin, procedures, oleh)


def _equip(
    conn: Connection,
    bench: Workbench,
    office: Office,
    new_books: Sequence[NewBook],
    procedures: Sequence[str],
    oleh: str = SYSTEM,
) -> None:
    tahun = str(office.today(bench.now()).year)
    for new in new_books:
        buku = books.add_buku(
            conn, office.id, new.slug, nama=new.nama, pola=new.pola, restart=new.restart
        )
        if new.mundur:
            books.set_rules(conn, buku, mundur=True, gaya_sisipan=buku.gaya_sisipan)
        if new.terakhir:
            counter.set_last_used(conn, buku, tahun, new.terakhir)
    incoming.agenda_book(conn, office.id)
    classification.load_shipped(conn)
    kinds = [kind.slug for kind in bench.catalog.kinds()]
    for name in procedures:
        isi = editions.load(editions.DEFINITIONS / f"{name}.toml")
        editions.put_in_use(conn, office.id, isi, kinds=kinds, oleh=SYSTEM, pada=bench.stamp())
    deed = audit.Deed(oleh, "instansi-baru", f"instansi/{office.slug}", {"contoh": office.contoh})
    audit.record(conn, office.id, deed, pada=bench.stamp())


def _keep_apart(conn: Connection, *, contoh: bool) -> None:
    there = state(conn)
    if there == (OWN if contoh else SAMPLE):
        raise SampleMix(
            "Contoh dan surat sungguhan tidak boleh berada dalam satu pemasangan. "
            "Pakai folder data lain, misalnya: NASKAH_DATA=data-lain make run."
        )
