"""What several test files share: a real PostgreSQL of our own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

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
