"""A real PostgreSQL server of our own, from Debian's package, for as long as it is needed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Tests need nothing to survive a power cut, so their server never waits for the disk.
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class NoServer(Exception):
    """PostgreSQL is not installed here; the message says so."""


class ServerFailed(Exception):
    """A program of PostgreSQL failed; the message holds its own words."""


@contextmanager
def server(*, durable: bool) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database; `durable` commits wait for the disk.

    The server listens on a Unix socket in a folder of its own. Raises NoServer or ServerFailed.
    """
    programs = _programs()
    if programs is None:
        raise NoServer("PostgreSQL tidak ada di /usr/lib/postgresql (paket postgresql).")
    folder = Path(tempfile.mkdtemp(prefix="naskah-pg-"))
    data, options = folder / "data", f"-c listen_addresses= -k {folder} {'' if durable else _FAST}"
    tools = _Tools(programs, _owner(folder))
    try:
        tools.run("initdb", "-D", data, "-U", "naskah", "--no-sync", "--locale=C.UTF-8")
        tools.run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            tools.run("createdb", "-h", folder, "-U", "naskah", "naskah")
            yield f"postgresql+psycopg://naskah@/naskah?host={folder}"
        finally:
            tools.run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


class _Tools:
    """Runs the programs of one PostgreSQL; `owner` is set when we are root, which it refuses."""

    def __init__(self, programs: Path, owner: str | None) -> None:
        self.programs = programs
        self.owner = owner

    def run(self, program: str, *words: str | Path) -> None:
        """Runs one program to its end."""
        done = subprocess.run(
            [self.programs / program, *words],
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
            raise ServerFailed(f"{program}: {done.stdout.decode(errors='replace')}")


def _programs() -> Path | None:
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
