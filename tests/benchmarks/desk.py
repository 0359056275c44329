"""What the benchmarks of issuing share: an installation that issues letters as the service does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import entries
from doc_templates.catalog import Kind
from doc_templates.office import Instansi
from service import issuing, preparing, setup
from service.config import Settings
from service.datafile import plain
from service.db import reading
from service.drafts import NewDraft
from service.migrating import migrate
from service.offices import profile
from service.offices.profile import Office
from service.workbench import Workbench, kept_warm, open_workbench
from tests.benchmarks import offices, wordlike
from tests.benchmarks.numbers import OLEH, sqlite_url


@dataclass(frozen=True)
class Desk:
    """A warm installation with the sample office, its templates prepared as at registration."""

    bench: Workbench
    office: Office

    def letter(self, slug: str) -> NewDraft:
        """The sample letter of a kind."""
        sample = self.kind(slug).contoh
        return NewDraft(self.office.id, slug, {key: plain(value) for key, value in sample.items()})

    def issue(self, new: NewDraft) -> int:
        """Issue a letter, from its values to the filed entry; it must have its PDF."""
        arsip_id = issuing.issue_new(self.bench, new, oleh=OLEH)
        with reading(self.bench.engine) as conn:
            assert {one.peran for one in entries.files(conn, arsip_id)} == {"docx", "pdf"}
        return arsip_id

    def docx(self, arsip_id: int) -> bytes:
        """The filed DOCX of an entry."""
        with reading(self.bench.engine) as conn:
            found = [one for one in entries.files(conn, arsip_id) if one.peran == "docx"]
        return self.bench.store.read(found[-1].digest)

    def kind(self, slug: str) -> Kind:
        """A kind of the catalog."""
        return self.bench.catalog.get(slug)

    @property
    def letterhead(self) -> Instansi:
        """What its letters are headed with."""
        return profile.letterhead_of(self.office, self.bench.store)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """An installation in this folder, beside the library with the template as Word makes them."""
    offices.programs()
    bench = open_workbench(Settings(data=folder, database_url=sqlite_url(folder)))
    migrate(bench.engine)
    setup.load_samples(bench)
    wordlike.write(bench.settings.templates)
    with kept_warm(bench) as warm:
        assert all(outcome and outcome.docx for _, outcome in preparing.prepare_all(warm))
        yield Desk(warm, setup.offices(warm)[0])
    bench.engine.dispose()
