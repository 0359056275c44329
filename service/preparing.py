"""Preparing templates in the background: once for each template and logo, proved by its sample."""

import fcntl
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from tomllib import TOMLDecodeError
from typing import NamedTuple

from doc_templates.catalog import Kind
from doc_templates.errors import BadValues, ConversionFailed, LostText, TemplateFault
from doc_templates.office import Instansi
from doc_templates.preparing.acceptance import Outcome, prepare
from service import trying
from service.db import reading
from service.offices import profile
from service.offices.profile import Office
from service.prepared import Verdict
from service.templat import versions
from service.workbench import Workbench

_LOCK = "kunci"
log = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """A kind and what came of preparing it; `outcome` is None when LibreOffice could not try."""

    kind: Kind
    outcome: Outcome | None


def prepare_all(bench: Workbench, *, again: bool = False) -> Generator[Prepared, None, None]:
    """Prepare what is not prepared yet; with `again`, also what was refused before.

    Nothing is done while another process is at it.
    """
    with _alone(bench) as alone:
        for instansi, kind in _everything(bench) if alone else ():
            if _is_due(bench, kind, instansi, again=again):
                yield Prepared(kind, _prepare(bench, kind, instansi))


def report(bench: Workbench) -> Iterator[str]:
    """Prepare all that can be, tried before or not, and tell each as soon as it is done."""
    nothing = True
    for kind, outcome in prepare_all(bench, again=True):
        nothing = False
        yield f"{kind.slug:<24} {_said(outcome)}"
    if nothing:
        yield "Semua templat sudah siap, atau sedang disiapkan oleh layanan."


def _said(outcome: Outcome | None) -> str:
    if outcome is None:
        return "belum disiapkan: LibreOffice tidak dapat dipakai."
    return "siap" if outcome.docx is not None else f"memakai templat asli. {outcome.alasan}"


def refusals(bench: Workbench, office: Office) -> dict[str, str]:
    """Give the kinds whose original template this office uses, by their slug, and why."""
    instansi = profile.letterhead_of(office, bench.store)
    kinds = versions.kinds(bench, office.id)
    seen = ((kind, bench.prepared.verdict(kind, instansi)) for kind in kinds)
    return {
        kind.slug: verdict.outcome.alasan
        for kind, verdict in seen
        if verdict is not None and verdict.outcome.docx is None
    }


def _everything(bench: Workbench) -> Iterator[tuple[Instansi, Kind]]:
    with reading(bench.engine) as conn:
        offices = profile.every(conn)
    for office in offices:
        instansi = profile.letterhead_of(office, bench.store)
        yield from ((instansi, kind) for kind in versions.kinds(bench, office.id))


def _is_due(bench: Workbench, kind: Kind, instansi: Instansi, *, again: bool) -> bool:
    verdict = bench.prepared.verdict(kind, instansi)
    if verdict is None:
        return True
    refused = verdict.outcome.docx is None
    return refused and (again or verdict.sample != _digest_of_sample(kind))


def _prepare(bench: Workbench, kind: Kind, instansi: Instansi) -> Outcome | None:
    try:
        outcome = _tried_twice(bench, kind, instansi)
    except FileNotFoundError:
        outcome = Outcome(None, "contoh.toml belum ada, jadi hasilnya tidak dapat dibandingkan.")
    except TOMLDecodeError:
        outcome = Outcome(None, "contoh.toml salah tulis, jadi hasilnya tidak dapat dibandingkan.")
    except (BadValues, LostText, TemplateFault) as fault:
        outcome = Outcome(None, f"Contohnya tidak dapat dicetak. {fault}")
    except ConversionFailed as failure:
        if not failure.of_document:
            log.warning("not prepared: %s: %s", kind.slug, failure)
            return None
        outcome = Outcome(None, f"Contohnya tidak dapat dicetak. {failure}")
    bench.prepared.keep(kind, instansi, Verdict(outcome, _digest_of_sample(kind)))
    return outcome


def _tried_twice(bench: Workbench, kind: Kind, instansi: Instansi) -> Outcome:
    """Prepare a template; a LibreOffice that died or hung may have done so by chance, once."""
    assert bench.to_pdf is not None  # noqa: S101 - an open installation has one
    values = trying.sample_values(kind)
    try:
        return prepare(kind, values, instansi, bench.to_pdf)
    except ConversionFailed as failure:
        if failure.code not in ("mati", "waktu-habis"):
            raise
        log.warning("tried again: %s: %s", kind.slug, failure)
        return prepare(kind, values, instansi, bench.to_pdf)


def _digest_of_sample(kind: Kind) -> str:
    sample = kind.folder / "contoh.toml"
    return sha256(sample.read_bytes()).hexdigest() if sample.exists() else ""


@contextmanager
def _alone(bench: Workbench) -> Iterator[bool]:
    """Tell whether no other process prepares templates here; keep them off meanwhile."""
    bench.prepared.folder.mkdir(parents=True, exist_ok=True)
    with (bench.prepared.folder / _LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
