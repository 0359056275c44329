"""What several test files share: a real PostgreSQL of our own, and an installation ready to use."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import settings

from numbering.books import Buku, get_buku
from service import setup
from service.migrating import migrate
from service.workbench import Workbench
from tests import postgres
from tests.numbering_desk import DATABASES, opened, undone
from tests.numbering_office import OFFICE
from tests.support_library import Samples
from tests.support_service import add_small_kind, open_fast, settings_for

# Two busy cores are no fault of the code under test.
settings.register_profile("naskah", deadline=None)
settings.load_profile("naskah")


@pytest.fixture(scope="session")
def pg_url() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh database on a server that runs for this session only.

    Tests that use it leave the database as empty as they found it.
    """
    try:
        with postgres.server(durable=False) as url:
            yield url
    except postgres.NoServer as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Samples:
    """The PDFs of the library's samples, `samples[slug]`; shared by all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    return Samples(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with the sample office, to be copied."""
    data = tmp_path_factory.mktemp("naskah") / "data"
    bench = open_fast(settings_for(data))
    migrate(bench.engine)
    setup.load_samples(bench)
    add_small_kind(bench.settings)
    bench.engine.dispose()
    return data


@pytest.fixture
def bench(prepared: Path, tmp_path: Path) -> Iterator[Workbench]:
    """An installation of this test alone: sample office, small kind, fast converter, SQLite."""
    shutil.copytree(prepared, tmp_path / "data")
    made = open_fast(settings_for(tmp_path / "data"))
    yield made
    made.engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workbench]:
    """An installation with tables, and nothing in them."""
    made = open_fast(settings_for(tmp_path / "kosong"))
    migrate(made.engine)
    yield made
    made.engine.dispose()


@pytest.fixture
def pg_fresh(pg_url: str) -> Iterator[str]:
    """The URL of an empty database of this test alone, on PostgreSQL."""
    server = sa.create_engine(pg_url, isolation_level="AUTOCOMMIT")
    name = f"uji_{uuid4().hex}"
    with server.connect() as conn:
        conn.execute(sa.text(f"CREATE DATABASE {name}"))
    yield sa.make_url(pg_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as conn:
        conn.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def pg_bench(pg_fresh: str, tmp_path: Path) -> Iterator[Workbench]:
    """The same as `bench`, on PostgreSQL."""
    made = open_fast(replace(settings_for(tmp_path / "data-pg"), database_url=pg_fresh))
    migrate(made.engine)
    setup.load_samples(made)
    add_small_kind(made.settings)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module", params=DATABASES)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """The engine of an office with one book, on each database that Naskah runs on."""
    yield from opened(request, tmp_path_factory)


@pytest.fixture
def conn(office: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to that office whose changes are taken back."""
    yield from undone(office)


@pytest.fixture
def buku(conn: sa.Connection) -> Buku:
    """The book of that office, surat-keluar."""
    return get_buku(conn, OFFICE, "surat-keluar")
