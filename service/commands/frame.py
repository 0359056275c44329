"""What all commands have in common: the installation they open, and how they refuse."""

import errno
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
import sqlalchemy.exc

from archive.errors import ArchiveError
from doc_templates.errors import BadValues, DocTemplateError, LostText
from numbering.errors import NumberingError
from service import config
from service.errors import Refused
from service.sop.procedure import BadProcedure
from service.workbench import Workbench, open_workbench

TOLD = (
    ArchiveError,
    BadProcedure,
    DocTemplateError,
    NumberingError,
    Refused,
    config.BadSettings,
)
# What the system says of a file, by its number.
TROUBLE = {
    errno.ENOENT: "tidak ada",
    errno.EISDIR: "ini folder, bukan file",
    errno.ENOTDIR: "sebagian alamatnya bukan folder",
    errno.EEXIST: "sudah ada",
    errno.EACCES: "Anda tidak berhak membukanya",
    errno.EPERM: "Anda tidak berhak mengubahnya",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.EDQUOT: "jatah tempat penyimpanan habis",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
CLI_USER = "baris perintah"
FILE = click.Path(path_type=Path)
DATA = click.option("--data", type=FILE, required=True, help="Isian, TOML atau JSON.")


def told(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what a use case refuses into a sentence on stderr and exit code 2."""

    @wraps(command)
    def run(*args: object, **kwargs: object) -> None:
        try:
            command(*args, **kwargs)
        except (BadValues, LostText) as refusal:
            for fault in refusal.faults:
                click.echo(f"{fault.label}: {fault.pesan}", err=True)
            sys.exit(2)
        except TOLD as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(2)
        except sqlalchemy.exc.DatabaseError as fault:
            click.echo(f"Basis data tidak dapat dipakai: {fault.orig}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            raise  # whoever reads has seen enough: click ends quietly
        except OSError as fault:
            place = f"{fault.filename}: " if fault.filename else ""
            why = TROUBLE.get(fault.errno or 0, f"galat sistem {fault.errno}")
            click.echo(f"File atau folder tidak dapat dipakai: {place}{why}.", err=True)
            sys.exit(2)

    return run


def bench_as_is() -> Workbench:
    """Open the installation of the environment; it is closed when the command ends."""
    bench = open_workbench(config.from_env())
    click.get_current_context().call_on_close(bench.engine.dispose)
    return bench


def bench_at() -> Workbench:
    """Open the installation of the environment, its database brought up to date."""
    from service.migrating import migrate  # noqa: PLC0415 - only commands that need the database

    bench = bench_as_is()
    migrate(bench.engine)
    return bench
