"""The second factor: six digits from a telephone (RFC 6238), and codes for when it is lost.

A code counts once: neither it nor an earlier one is taken again. Of recovery codes only digests are
kept.
"""

import secrets
from datetime import datetime
from hashlib import sha256

import pyotp
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.users import User
from service.errors import Refused
from service.schema import kode_pulih, pengguna

SECONDS = 30
RECOVERY_CODES = 10
ISSUER = "Naskah"
WRONG = "Kode ini tidak cocok. Periksa jam telepon Anda, lalu ketik kode yang sedang tampil."


def new_secret() -> str:
    """Make the secret that service and telephone share."""
    return pyotp.random_base32()


def address(user: User, secret: str) -> str:
    """Give what the QR picture says to the telephone."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)


def active(conn: Connection, user: User) -> bool:
    """Tell whether the account asks for a second factor."""
    return _secret(conn, user) is not None


def switch_on(conn: Connection, user: User, secret: str, code: str, now: datetime) -> list[str]:
    """Ask for codes of this secret from now on; give the recovery codes, which are shown once.

    Refused when the code shows that the telephone does not have the secret, or when it is on.
    """
    if active(conn, user):
        raise Refused("Kode kedua sudah aktif. Matikan dulu untuk memakai telepon lain.")
    step = _step(secret, code, now)
    if step is None:
        raise Refused(WRONG)
    conn.execute(_of(user).values(totp=secret, totp_langkah=step))
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    _forget_codes(conn, user)
    for one in codes:
        conn.execute(kode_pulih.insert().values(pengguna_id=user.id, sidik=_digest(one)))
    return codes


def switch_off(conn: Connection, user: User) -> None:
    """Ask for the password alone again."""
    conn.execute(_of(user).values(totp=None, totp_langkah=None))
    _forget_codes(conn, user)


def proves(conn: Connection, user: User, code: str, now: datetime) -> bool:
    """Tell whether a code proves the account; it is used up then."""
    secret = _secret(conn, user)
    if secret is None:
        return False
    step = _step(secret, code, now)
    if step is None:
        return _use_recovery(conn, user, code)
    newer = sa.or_(pengguna.c.totp_langkah.is_(None), pengguna.c.totp_langkah < step)
    return bool(conn.execute(_of(user).where(newer).values(totp_langkah=step)).rowcount)


def _step(secret: str, code: str, now: datetime) -> int | None:
    """Give the time step of a code, allowing for clocks that are one step apart."""
    typed, here = "".join(code.split()), int(now.timestamp()) // SECONDS
    totp = pyotp.TOTP(secret, interval=SECONDS)
    for step in (here, here - 1, here + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), typed.encode()):
            return step
    return None


def _use_recovery(conn: Connection, user: User, code: str) -> bool:
    chosen = (kode_pulih.c.pengguna_id == user.id) & (kode_pulih.c.sidik == _digest(code))
    return bool(conn.execute(kode_pulih.delete().where(chosen)).rowcount)


def _secret(conn: Connection, user: User) -> str | None:
    found: str | None = conn.scalar(sa.select(pengguna.c.totp).where(pengguna.c.id == user.id))
    return found


def _forget_codes(conn: Connection, user: User) -> None:
    conn.execute(kode_pulih.delete().where(kode_pulih.c.pengguna_id == user.id))


def _of(user: User) -> sa.Update:
    return pengguna.update().where(pengguna.c.id == user.id)


def _digest(code: str) -> str:
    return sha256("".join(code.split()).lower().encode()).hexdigest()
