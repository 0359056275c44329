"""What several test files share: a real PostgreSQL of our own, and an installation ready to use."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import settings

from service import setup
from service.migrations import migrate
from service.workbench import Workbench
from tests.support_service import add_small_kind, open_fast, settings_for

# Two busy cores are no fault of the code under test.
settings.register_profile("naskah", deadline=None)
settings.load_profile("naskah")

# Nothing here must survive a power cut, so the server never waits for the disk.
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@pytest.fixture(scope="session")
def pg_url() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh database on a server that runs for this session only.

    The server listens on a Unix socket in a folder of its own. Tests that use it leave the
    database as empty as they found it.
    """
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL server not found under /usr/lib/postgresql (package postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="naskah-pg-"))
    data, options = folder / "data", f"{_FAST} -c listen_addresses= -k {folder}"
    server = _Server(programs, _owner(folder))
    try:
        server.run("initdb", "-D", data, "-U", "naskah", "--no-sync", "--locale=C.UTF-8")
        server.run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            server.run("createdb", "-h", folder, "-U", "naskah", "naskah")
            yield f"postgresql+psycopg://naskah@/naskah?host={folder}"
        finally:
            server.run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


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


class _Server:
    """Runs the programs of one PostgreSQL; `owner` is set when we are root, which it refuses."""

    def __init__(self, programs: Path, owner: str | None) -> None:
        self.programs = programs
        self.owner = owner

    def run(self, program: str, *words: str | Path) -> None:
        """Runs one program to its end; its own words are the reason when it fails."""
        command = [self.programs / program, *words]
        done = subprocess.run(
            command,
            user=self.owner,
            group=pwd.getpwnam(self.owner).pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        if done.returncode != 0:
            pytest.fail(f"{program}: {done.stdout.decode(errors='replace')}")


def _postgres_programs() -> Path | None:
    """The folder with the newest PostgreSQL server, as Debian and Ubuntu install it."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _owner(folder: Path) -> str | None:
    """The user who runs the server, and who owns `folder`: None for ourselves."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    owner = "postgres" if "postgres" in users else "nobody"
    shutil.chown(folder, owner)
    return owner
