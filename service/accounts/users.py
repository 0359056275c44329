"""Accounts: who signs in, with which role; passwords only as argon2 hashes."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.engine import Connection

from service.accounts.permissions import Izin, Peran, may
from service.errors import NotFound, Refused
from service.schema import pengguna as table

MIN_PASSWORD = 10
TRIES = 5
PAUSE = timedelta(minutes=5)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
_MAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_hasher = PasswordHasher()
# Checked when the name is unknown, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash(secrets.token_urlsafe())


@dataclass(frozen=True)
class User:
    """An account, without its password."""

    id: int
    instansi_id: int
    username: str
    nama: str
    peran: str
    terkunci: bool
    contoh: bool
    sesi: int
    pejabat_id: int | None
    pos_el: str = ""

    def may(self, izin: Izin) -> bool:
        """Tell whether this account may do it."""
        return not self.terkunci and may(self.peran, izin)


def add(
    conn: Connection,
    instansi_id: int,
    username: str,
    nama: str,
    peran: Peran,
    password: str | None,
    *,
    contoh: bool = False,
) -> User:
    """Enter an account; without a password it waits for its invitation.

    Refused when name or password will not do, or the name is taken.
    """
    username = username.strip().lower()
    if fault := username_fault(username) or taken_fault(conn, username):
        raise Refused(fault)
    values = {"instansi_id": instansi_id, "username": username, "nama": nama.strip() or username}
    state = {"peran": str(peran), "terkunci": False, "contoh": contoh, "sesi": 1, "gagal": 0}
    row = conn.execute(
        table.insert()
        .values(**values, **state, sandi=_hash(password) if password is not None else "")
        .returning(table)
    ).one()
    return _user(row)


def change(
    conn: Connection,
    user: User,
    *,
    nama: str | None = None,
    peran: Peran | None = None,
    terkunci: bool | None = None,
    password: str | None = None,
    pejabat_id: int | None = None,
) -> None:
    """Change an account; every session that was open under it ends.

    `pejabat_id` ties it to an official, 0 to none.
    """
    values: dict[str, object] = {"sesi": user.sesi + 1, "gagal": 0, "gagal_pada": None}
    if nama is not None:
        values["nama"] = nama.strip() or user.username
    if peran is not None:
        values["peran"] = str(peran)
    if terkunci is not None:
        values["terkunci"] = terkunci
    if password is not None:
        values["sandi"] = _hash(password)
    if pejabat_id is not None:
        values["pejabat_id"] = pejabat_id or None
    conn.execute(table.update().where(table.c.id == user.id).values(**values))
    if user.peran == Peran.ADMIN:
        _keep_an_admin(conn, user.instansi_id)


@dataclass(frozen=True)
class Claim:
    """Somebody says to be this account (None: nobody's name); what proves it is not checked yet."""

    user: User | None
    hashed: str
    gagal: int
    gagal_pada: str | None


def tie(conn: Connection, user: User, pejabat_id: int) -> None:
    """Say whose account a new one is: an official's. Nobody has a session under it yet."""
    conn.execute(table.update().where(table.c.id == user.id).values(pejabat_id=pejabat_id))


def set_mail(conn: Connection, user: User, pos_el: str) -> None:
    """Say where the digest goes; empty for nowhere. Refused when it is no address."""
    typed = pos_el.strip()
    if typed and not _MAIL.fullmatch(typed):
        raise Refused(f"“{typed}” bukan alamat pos-el. Tulis seperti nama@contoh.go.id.")
    conn.execute(table.update().where(table.c.id == user.id).values(pos_el=typed))


def claim(conn: Connection, username: str) -> Claim:
    """Look up who is said to sign in."""
    row = conn.execute(sa.select(table).where(table.c.username == username.strip().lower())).first()
    if row is None:
        return Claim(None, _NOBODY, 0, None)
    return Claim(_user(row), row.sandi or _NOBODY, row.gagal, row.gagal_pada)


def proves(claimed: Claim, password: str, now: datetime) -> bool:
    """Tell whether the password proves the claim; slow on purpose, so outside any transaction.

    After five wrong passwords the account rests for five minutes (Refused says how long).
    """
    check_pause(claimed, now)
    agrees = _agrees(claimed.hashed, password)
    return agrees and claimed.user is not None and not claimed.user.terkunci


def note_try(conn: Connection, claimed: Claim, now: datetime, *, proved: bool) -> None:
    """Count a wrong password, or forget earlier ones after the right one."""
    if claimed.user is None:
        return
    failed = {"gagal": table.c.gagal + 1, "gagal_pada": now.isoformat()}
    values = {"gagal": 0, "gagal_pada": None} if proved else failed
    conn.execute(table.update().where(table.c.id == claimed.user.id).values(values))


def get(conn: Connection, user_id: int, instansi_id: int | None = None) -> User:
    """Give an account by id, within an office if one is named; NotFound otherwise."""
    row = conn.execute(sa.select(table).where(table.c.id == user_id)).first()
    if row is None or instansi_id not in (None, row.instansi_id):
        raise NotFound("Akun ini tidak ada.")
    return _user(row)


def every(conn: Connection, instansi_id: int) -> list[User]:
    """List the accounts of an office by name."""
    chosen = sa.select(table).where(table.c.instansi_id == instansi_id)
    return [_user(row) for row in conn.execute(chosen.order_by(table.c.username))]


def any_sample(conn: Connection) -> bool:
    """Tell whether a sample account exists: then only loopback may be listened on."""
    return conn.execute(sa.select(table.c.id).where(table.c.contoh).limit(1)).first() is not None


def username_fault(username: str) -> str:
    """Say what is wrong with the form of a name to sign in with; empty when nothing is."""
    if _USERNAME.fullmatch(username.strip().lower()):
        return ""
    return (
        "Nama masuk terdiri atas 3 sampai 64 huruf kecil, angka, titik, atau garis, "
        "misalnya budi.santoso."
    )


def taken_fault(conn: Connection, username: str) -> str:
    """Say that a name to sign in with is somebody else's; empty when it is free."""
    username = username.strip().lower()
    if conn.execute(sa.select(table.c.id).where(table.c.username == username)).first():
        return f"Nama masuk “{username}” sudah dipakai. Pilih nama lain."
    return ""


def password_fault(password: str) -> str:
    """Say why a password will not do; empty when it will."""
    if len(password) >= MIN_PASSWORD:
        return ""
    return f"Kata sandi terlalu pendek. Pakai paling sedikit {MIN_PASSWORD} karakter."


def random_password() -> str:
    """Make a password that a person can read from a terminal and type."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


def _hash(password: str) -> str:
    if fault := password_fault(password):
        raise Refused(fault)
    return _hasher.hash(password)


def _agrees(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerifyMismatchError:
        return False


def check_pause(claimed: Claim, now: datetime) -> None:
    """Refuse an account that rests after five wrong passwords or codes."""
    last = claimed.gagal_pada
    if claimed.gagal < TRIES or last is None:
        return
    if datetime.fromisoformat(last) + PAUSE > now:
        raise Refused(told_to_wait(last, now))


def told_to_wait(last: str, now: datetime) -> str:
    """Say how long to wait after too many wrong passwords, the last of them at `last`."""
    wait = datetime.fromisoformat(last) + PAUSE - now
    minutes = int(wait.total_seconds() // 60) + 1
    return f"Terlalu banyak percobaan masuk. Coba lagi {minutes} menit lagi."


def _keep_an_admin(conn: Connection, instansi_id: int) -> None:
    admins = sa.select(table.c.id).where(
        table.c.instansi_id == instansi_id,
        table.c.peran == str(Peran.ADMIN),
        table.c.terkunci.is_(False),
    )
    if conn.execute(admins.limit(1)).first() is None:
        raise Refused("Instansi harus punya paling sedikit satu admin yang tidak terkunci.")


def _user(row: sa.Row[tuple[object, ...]]) -> User:
    seen = row._mapping
    return User(**{name: seen[name] for name in User.__dataclass_fields__})
