"""Plain statements: what they answer, and that transaction and faults stay SQLAlchemy's."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from numbering.schema import metadata
from numbering.statement import Statement
from tests.numbering_office import connect, open_office

COUNT = Statement("SELECT count(*), max(terakhir) FROM penghitung WHERE periode = :periode")
ADD = Statement("""
    INSERT INTO penghitung (buku_id, periode, awal, terakhir) VALUES (:buku_id, :periode, 0, 7)
""")
HELD = Statement("SELECT terakhir FROM penghitung WHERE buku_id = :buku_id", hold=True)
IN_HASTE = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET lock_timeout = '50ms'"}
ROW = {"buku_id": 1, "periode": "2026", "not named in it": "x"}


@pytest.fixture(params=["sqlite", "postgresql"])
def conn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """A connection to an office with one book, in no transaction yet."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/naskah.db" if sqlite else request.getfixturevalue("pg_url")
    engine = connect(url)
    open_office(engine)
    with engine.connect() as connection:
        yield connection
    metadata.drop_all(engine)
    engine.dispose()


def test_a_statement_answers_its_first_row(conn: Connection) -> None:
    """Both databases read the same names; a statement without rows answers nothing."""
    assert COUNT.run(conn, ROW) == (0, None)
    assert ADD.run(conn, ROW) is None
    assert COUNT.run(conn, ROW) == (1, 7)
    assert COUNT.scalar(conn, ROW) == 1


def test_a_statement_is_part_of_the_callers_transaction(conn: Connection) -> None:
    """It begins one where there is none, so a rollback takes it back."""
    ADD.run(conn, ROW)
    assert conn.in_transaction()
    conn.rollback()
    assert COUNT.scalar(conn, ROW) == 0


def test_what_is_held_nobody_else_changes(conn: Connection) -> None:
    """Who read it to write on from there would otherwise write twice the same."""
    ADD.run(conn, ROW)
    conn.commit()
    assert HELD.scalar(conn, ROW) == 7
    with closing(conn.engine.raw_connection()) as other:
        hasty = other.cursor()
        hasty.execute(IN_HASTE[conn.dialect.name])
        with pytest.raises(conn.dialect.loaded_dbapi.OperationalError, match="lock"):
            hasty.execute("UPDATE penghitung SET terakhir = 8")
        other.invalidate()
    assert HELD.scalar(conn, ROW) == 7


def test_a_fault_is_the_one_that_callers_know(conn: Connection) -> None:
    """SQLAlchemy's own classes, so that a full disk or a locked database gets its clear page."""
    ADD.run(conn, ROW)
    with pytest.raises(IntegrityError):
        ADD.run(conn, ROW)
    conn.rollback()
    with pytest.raises((OperationalError, ProgrammingError), match="tidak_ada"):
        Statement("SELECT 1 FROM tidak_ada").run(conn, {})
