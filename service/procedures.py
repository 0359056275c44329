"""Procedures of an office at work: checked, taken into use from a file, and changed."""

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sqlalchemy.engine import Connection

from doc_templates.syntax import said
from service import petugas
from service.accounts import audit
from service.db import reading, transaction
from service.errors import Refused
from service.offices.capacities import staff_of
from service.offices.profile import Office
from service.sop import checking, editions
from service.sop.checking import checked
from service.sop.editions import Edition
from service.sop.procedure import BadProcedure, Procedure
from service.workbench import Workbench

BIGGEST = 1_000_000  # bytes of a definition; the longest shipped one has 20,000


def read_bytes(name: str, data: bytes) -> Mapping[str, object]:
    """Read a definition as it was sent; BadProcedure when it is no TOML."""
    if len(data) > BIGGEST:
        raise Refused(f"{name} terlalu besar untuk sebuah SOP. Pilih file TOML yang benar.")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))  # Windows puts a mark before the text
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadProcedure([f"{name} bukan berkas TOML yang benar. {said(fault)}"]) from fault


def check(bench: Workbench, path: Path, office: Office | None = None) -> Procedure:
    """Check a definition file, against officials and codes of `office` when one is given.

    BadProcedure tells all faults at once, with their places.
    """
    isi = read_bytes(path.name, path.read_bytes())
    if office is None:
        return checked(isi, kinds=_kinds(bench))
    with reading(bench.engine) as conn:
        knows = partial(editions.knows_code, conn, office.id)
        posts = _posts(conn, bench, office)
        return checked(isi, kinds=_kinds(bench), posts=posts, knows=knows)


def put_in_use(
    bench: Workbench,
    office: Office,
    isi: Mapping[str, object],
    *,
    oleh: str,
    perbuatan: str = "muat-sop",
    rincian: Mapping[str, object] | None = None,
) -> Edition:
    """Make a definition the newest edition of its procedure in this office.

    Open dossiers keep the edition that they were opened with. BadProcedure tells all faults; that
    a performer is held by nobody yet is none (see `unheld`).
    """
    with transaction(bench.engine) as conn:
        by = {"oleh": oleh, "pada": bench.stamp()}
        edition = editions.put_in_use(conn, office.id, isi, kinds=_kinds(bench), **by)
        facts = {"edisi": edition.edisi, **(rincian or {})}
        deed = audit.Deed(oleh, perbuatan, f"sop/{edition.slug}", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())
    return edition


def unheld(bench: Workbench, office: Office, procedure: Procedure) -> list[str]:
    """Name the performers inside the office whom nobody holds today."""
    with reading(bench.engine) as conn:
        return checking.unheld(procedure, _posts(conn, bench, office))


def _posts(conn: Connection, bench: Workbench, office: Office) -> list[str]:
    return petugas.posts(staff_of(conn, office.id), office.today(bench.now()))


def _kinds(bench: Workbench) -> list[str]:
    return [kind.slug for kind in bench.catalog.kinds()]
