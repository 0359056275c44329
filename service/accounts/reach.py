"""How far an account reaches: its own office, and for the Inspektorat those that it was given."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts import invitations, users
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.errors import NotFound, Refused
from service.offices import profile
from service.offices.profile import Office
from service.schema import akses as table
from service.schema import pengguna


def offices(conn: Connection, user: User) -> list[Office]:
    """Give the offices that an account may be in, its own first."""
    own = profile.get(conn, user.instansi_id)
    if user.peran != Peran.INSPEKTORAT:
        return [own]
    given = [one for one in _given(conn, user) if one != own.id]
    return [own, *(profile.get(conn, one) for one in given)]


def office_for(conn: Connection, user: User, instansi_id: int | None) -> Office:
    """Give the office that was chosen. NotFound for one that is not the account's."""
    for office in offices(conn, user):
        if instansi_id in (None, office.id):
            return office
    raise NotFound("Instansi ini tidak ada.")


def give(conn: Connection, user: User, instansi_ids: Iterable[int]) -> None:
    """Set the offices that an account of the Inspektorat may read; its own it always may.

    A link that its own office made before is worth nothing then.
    """
    wanted = set(instansi_ids)
    if wanted and user.peran != Peran.INSPEKTORAT:
        raise Refused("Hanya akun Inspektorat yang dapat membaca beberapa instansi.")
    invitations.withdraw(conn, user)
    conn.execute(table.delete().where(table.c.pengguna_id == user.id))
    for one in sorted(wanted):
        conn.execute(table.insert().values(pengguna_id=user.id, instansi_id=one))


def beyond(conn: Connection) -> list[User]:
    """List the accounts of the kabupaten, and those that it gave offices to.

    No office's administrator changes them.
    """
    given = sa.select(table.c.pengguna_id)
    wide = (pengguna.c.peran == str(Peran.KABUPATEN)) | pengguna.c.id.in_(given)
    ids = conn.scalars(sa.select(pengguna.c.id).where(wide).order_by(pengguna.c.username))
    return [users.get(conn, one) for one in ids]


def _given(conn: Connection, user: User) -> list[int]:
    chosen = sa.select(table.c.instansi_id).where(table.c.pengguna_id == user.id)
    return list(conn.scalars(chosen.order_by(table.c.instansi_id)))
