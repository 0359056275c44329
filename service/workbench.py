"""What every use case works with: the database, the files, the templates, the converter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from sqlalchemy.engine import Engine

from archive.store import Store
from doc_templates.bulk.proofs import Proofs
from doc_templates.catalog import Catalog
from doc_templates.convert import libreoffice
from doc_templates.convert.pool import Pool, Status, Wanted
from doc_templates.convert.worker import Habits
from doc_templates.office import LIBRARY
from service.config import Settings
from service.db import connect
from service.prepared import Prepared
from service.templat.kept import Kept

ToPdf = Callable[[bytes], bytes]
SOON_SECONDS = 1.0  # a letter takes a twentieth of it; what takes longer follows by itself
LOOK_SECONDS = 5.0  # for pages on the screen; who looks again gets what was made meanwhile


@dataclass(frozen=True)
class Workbench:
    """The open installation; handed to the use cases, which open transactions themselves."""

    settings: Settings
    engine: Engine
    store: Store
    catalog: Catalog
    prepared: Prepared
    kept: Kept
    to_pdf: ToPdf | None
    now: Callable[[], datetime]
    # The same converter, giving up after so many seconds: a PDF can follow.
    soon: Callable[[bytes, float], bytes] | None = None
    # The same converter, which asks before it begins whether the pages are still wanted.
    wanted: Callable[..., bytes] | None = None
    # The same converter, beginning with what somebody will most likely ask for.
    ahead: Callable[[bytes], None] | None = None
    status: Callable[[], Status] | None = None  # of LibreOffice, where it is kept warm
    # Which templates may have many of their letters converted at one go.
    proofs: Proofs = field(default_factory=Proofs)

    def hasty(self) -> "Workbench":
        """Give the installation for whoever waits at a screen and can have the PDF later.

        However often a letter must be converted, it all ends SOON_SECONDS from now.
        """
        if self.soon is None:
            return self
        return replace(self, to_pdf=partial(_by, monotonic() + SOON_SECONDS, self.soon))

    def patient(self) -> "Workbench":
        """Give the installation for whoever makes the whole and wants every PDF with its letter."""
        return replace(self, soon=None)

    def as_long_as(self, wanted: Wanted) -> "Workbench":
        """Give the installation for pages that somebody may stop waiting for."""
        if self.wanted is None:
            return self
        return replace(self, to_pdf=partial(self.wanted, wait=LOOK_SECONDS, wanted=wanted))

    def by_itself(self) -> "Workbench":
        """Give the installation for what runs without anybody at a screen: others come first."""
        if self.wanted is None:
            return self
        return replace(self, to_pdf=partial(self.wanted, by_itself=True))

    def stamp(self) -> str:
        """Give the present moment as it is written down: ISO 8601, UTC, to the second."""
        return self.now().astimezone(UTC).isoformat(timespec="seconds")


def open_workbench(settings: Settings) -> Workbench:
    """Open the installation that `settings` describes; its database must be migrated."""
    settings.data.mkdir(parents=True, exist_ok=True)
    store = Store(settings.store)
    return Workbench(
        settings=settings,
        engine=connect(settings.database_url),
        store=store,
        catalog=Catalog([LIBRARY, settings.templates]),
        prepared=Prepared(settings.prepared, settings.soffice),
        kept=Kept(store),
        to_pdf=partial(
            libreoffice.to_pdf, soffice=settings.soffice, seconds=settings.convert_seconds
        ),
        now=lambda: datetime.now(UTC),
    )


@contextmanager
def kept_warm(bench: Workbench, workers: int | None = None) -> Iterator[Workbench]:
    """Give the same installation with LibreOffice kept open, one for each core, to the block's end.

    For whoever makes many documents; a single one is not worth the start.
    """
    habits = Habits(seconds=bench.settings.convert_seconds)
    with Pool(bench.settings.soffice, workers=workers, habits=habits) as pool:
        yield replace(
            bench,
            to_pdf=pool.to_pdf,
            soon=pool.to_pdf,
            wanted=pool.to_pdf,
            ahead=pool.begin,
            status=pool.status,
        )


def _by(deadline: float, soon: Callable[[bytes, float], bytes], docx: bytes) -> bytes:
    return soon(docx, max(deadline - monotonic(), 0.0))
