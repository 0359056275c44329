"""Invitations: a link that works once, for some days, and lets its holder choose a password."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts import users
from service.accounts.users import User
from service.errors import NotFound
from service.schema import undangan as table

VALID = timedelta(days=7)
OVER = (
    "Tautan undangan ini tidak berlaku lagi: sudah dipakai, diganti yang baru, atau lewat tujuh "
    "hari. Mintalah tautan baru kepada admin."
)


def invite(conn: Connection, user: User, *, oleh: str, now: datetime) -> str:
    """Give the token of a new link for this account; an earlier link is worth nothing any more.

    Only its digest is kept, so whoever reads the database can't enter with it.
    """
    token = secrets.token_urlsafe(24)
    until = (now + VALID).astimezone(UTC).isoformat(timespec="seconds")
    withdraw(conn, user)
    values = {"pengguna_id": user.id, "sidik": _digest(token), "oleh": oleh}
    conn.execute(table.insert().values(**values, berlaku_sampai=until))
    return token


def invited(conn: Connection, token: str, now: datetime) -> User:
    """Give the account that a link is for. NotFound when it is over, or never was."""
    row = conn.execute(sa.select(table).where(table.c.sidik == _digest(token))).first()
    if row is None or datetime.fromisoformat(row.berlaku_sampai) <= now:
        raise NotFound(OVER)
    user = users.get(conn, row.pengguna_id)
    if user.terkunci:
        raise NotFound(OVER)
    return user


def accept(conn: Connection, token: str, password: str, now: datetime) -> User:
    """Set the password of the invited account, which ends its sessions; the link is used up.

    Raises NotFound, Refused for a poor password.
    """
    user = invited(conn, token, now)
    used = conn.execute(table.delete().where(table.c.sidik == _digest(token)))
    if not used.rowcount:
        raise NotFound(OVER)
    users.change(conn, user, password=password)
    return users.get(conn, user.id)


def withdraw(conn: Connection, user: User) -> None:
    """Make the link of an account worthless, if it has one."""
    conn.execute(table.delete().where(table.c.pengguna_id == user.id))


def waiting(conn: Connection, user_ids: list[int]) -> set[int]:
    """Tell which of these accounts have a link that was not used yet."""
    chosen = sa.select(table.c.pengguna_id).where(table.c.pengguna_id.in_(user_ids))
    return set(conn.scalars(chosen))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
