"""What a page works with: the installation, the person who is signed in, the office."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app, g, request
from flask_login import current_user
from sqlalchemy.engine import Connection

from archive.secrecy import Readers
from service import board, db
from service.accounts import audit, readers
from service.accounts.actor import Actor
from service.accounts.users import User
from service.board import Board
from service.offices.profile import Office
from service.veil import veiled
from service.workbench import Workbench


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and in which office; raising `sesi` ends the session.

    `several` tells whether the account may choose among offices.
    """

    user: User
    office: Office
    several: bool = False
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Give what the session cookie carries."""
        return f"{self.user.id}.{self.user.sesi}"


def bench() -> Workbench:
    """Give the installation that this application serves."""
    return cast(Workbench, current_app.extensions["naskah"])


def engine_trouble() -> str:
    """Say what is the matter with making PDFs; "" when all is well."""
    status = bench().status
    return status().pesan if status else ""


def somebody() -> bool:
    """Tell whether anybody is signed in."""
    return bool(current_user.is_authenticated)


def user() -> User:
    """Give the account that is signed in."""
    return cast(SignedIn, current_user).user


def office() -> Office:
    """Give the office of the account that is signed in."""
    return cast(SignedIn, current_user).office


def oleh() -> Actor:
    """Give whom deeds are noted under, and from where."""
    return Actor(user().nama, user().id, request.remote_addr or "")


def today() -> date:
    """Give the date of today in the office's own zone."""
    return office().today(bench().now())


def my_readers(conn: Connection) -> Readers | None:
    """Give what the account may read of closed documents; None is everything."""
    if "readers" not in g:
        g.readers = readers.keys(conn, user())
    return cast(Readers | None, g.readers)


def board_of(conn: Connection, berkas_id: int) -> Board:
    """Read the board of a dossier as the account may see it. Raises NoSuchBerkas."""
    return veiled(board.read(conn, office(), berkas_id), my_readers(conn))


@contextmanager
def reading() -> Iterator[Connection]:
    """Read one consistent state of the database."""
    with db.reading(bench().engine) as conn:
        yield conn


@contextmanager
def recorded(perbuatan: str, objek: str, rincian: dict[str, object]) -> Iterator[Connection]:
    """Write to the database, and leave a row in the office's audit trail."""
    with db.transaction(bench().engine) as conn:
        yield conn
        deed = audit.Deed(oleh(), perbuatan, objek, rincian)
        audit.record(conn, office().id, deed, pada=bench().stamp())
