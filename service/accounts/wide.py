"""Accounts that reach beyond one office: entered and changed by the administrator of the kabupaten.

Each deed stands in the trail of every office that it concerns.
"""

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from service.accounts import audit, invitations, reach, users
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.workbench import Workbench


def every(conn: Connection) -> list[tuple[User, list[Office], bool]]:
    """List them, each with its offices, and whether its link still waits to be used."""
    found = reach.beyond(conn)
    waiting = invitations.waiting(conn, [one.id for one in found])
    return [(one, reach.offices(conn, one), one.id in waiting) for one in found]


def get(conn: Connection, akun_id: int) -> User:
    """Give one of them. NotFound for the accounts of offices, which are not the kabupaten's."""
    for one in reach.beyond(conn):
        if one.id == akun_id:
            return one
    raise NotFound("Akun ini tidak ada.")


def add(
    bench: Workbench,
    username: str,
    nama: str,
    peran: Peran,
    home: int,
    offices: Iterable[int],
    *,
    oleh: str,
) -> tuple[User, str]:
    """Enter one, kept in the office `home`; give it and the token of its link."""
    with transaction(bench.engine) as conn:
        contoh = users.any_sample(conn)
        made = users.add(conn, home, username, nama, peran, None, contoh=contoh)
        wanted = {home, *offices} if peran == Peran.INSPEKTORAT else set()
        reach.give(conn, made, wanted)
        _note(conn, bench, made, {home, *wanted}, "undang-akun", oleh)
        return made, invitations.invite(conn, made, oleh=oleh, now=bench.now())


def change(
    bench: Workbench, one: User, offices: Iterable[int], *, terkunci: bool, oleh: str, by: User
) -> None:
    """Set what it may read and whether it may enter; its sessions end."""
    if one.id == by.id and terkunci:
        raise Refused("Anda tidak dapat mengunci akun Anda sendiri.")
    with transaction(bench.engine) as conn:
        before = {office.id for office in reach.offices(conn, one)}
        wanted = {one.instansi_id, *offices} if one.peran == Peran.INSPEKTORAT else set()
        users.change(conn, one, terkunci=terkunci)
        reach.give(conn, one, wanted)
        _note(conn, bench, one, before | wanted, "beri-akses", oleh)


def invite(bench: Workbench, one: User, *, oleh: str) -> str:
    """Give the token of a new link for it."""
    with transaction(bench.engine) as conn:
        _note(conn, bench, one, {one.instansi_id}, "undang-akun", oleh)
        return invitations.invite(conn, one, oleh=oleh, now=bench.now())


def invite_named(bench: Workbench, username: str, *, oleh: str) -> str:
    """Give the token of a new link for any account by its name, for whoever has the machine."""
    with reading(bench.engine) as conn:
        claimed = users.claim(conn, username).user
    if claimed is None:
        raise NotFound(f"Akun “{username}” tidak ada.")
    return invite(bench, claimed, oleh=oleh)


def _note(
    conn: Connection, bench: Workbench, one: User, offices: set[int], what: str, oleh: str
) -> None:
    reached = [office.slug for office in reach.offices(conn, users.get(conn, one.id))]
    facts = {"peran": one.peran, "instansi": reached}
    deed = audit.Deed(oleh, what, f"akun/{one.username}", facts)
    for office_id in sorted(offices):
        audit.record(conn, office_id, deed, pada=bench.stamp())
