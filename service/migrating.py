"""Bringing the database to the shape that this Naskah expects; Alembic keeps the history."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from service.db import transaction
from service.errors import Refused

HEAD = "0017"
FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine, *, to: str = HEAD) -> bool:
    """Bring the database to revision `to`; tell whether anything was to be done.

    Two processes may do it at once: on both databases the second waits and finds it done.
    Refused when the database is of a later Naskah than this one.
    """
    if revision(engine) == to:
        return False
    with transaction(engine) as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(sa.text("SELECT pg_advisory_xact_lock(20261121)"))
        _upgrade(conn, to)
    return True


def revision(engine: Engine) -> str | None:
    """Give the revision that the database is at; None when it is empty."""
    with engine.connect().execution_options(naskah_reads=True) as conn:
        if not sa.inspect(conn).has_table("alembic_version"):
            return None
        found: str | None = conn.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return found


def _upgrade(conn: sa.Connection, to: str) -> None:
    # Alembic is slow to import, and almost every start finds nothing to do.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = conn
    try:
        command.upgrade(config, to)
    except CommandError as fault:
        raise Refused(
            "Basis data ini dibuat oleh Naskah yang lebih baru. Pasang Naskah versi itu, "
            "atau pakai folder data lain."
        ) from fault
