"""service/web/faults: every fault is a clear page, never a stack trace."""

from dataclasses import replace
from typing import BinaryIO

import pytest

from archive.errors import ArchiveError, BerkasClosed, FileMissing, NoSuchEntry, StoreFull
from archive.store import Store
from doc_templates.errors import DocTemplateError, TemplateFault, UnknownKind
from numbering.errors import NumberingError, ReasonMissing, UnknownBook
from service.accounts.permissions import Peran
from service.db import connect
from service.errors import DraftChanged, NotFound, Refused, SampleMix
from service.sop.procedure import BadProcedure
from service.web.faults import PEOPLE, status_of
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, signed_in, visitor


class FullStore(Store):
    """A store on a disk without room."""

    def put(self, data: bytes | BinaryIO) -> str:  # noqa: ARG002 - it reads nothing
        """Takes nothing."""
        raise StoreFull


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (NotFound("x"), 404),
        (NoSuchEntry(1), 404),
        (UnknownKind("x"), 404),
        (DraftChanged("x"), 409),
        (BerkasClosed(1, "x"), 409),
        (Refused("x"), 422),
        (SampleMix("x"), 422),
        (BadProcedure(["x"]), 422),
        (ReasonMissing(), 422),
        (UnknownBook("x"), 422),
        (StoreFull(), 507),
        (FileMissing("x"), 500),
        (TemplateFault("x"), 422),
        (ValueError("x"), 500),
    ],
)
def test_each_class_of_fault_has_its_status(fault: Exception, status: int) -> None:
    """The first class of the table that fits decides."""
    assert status_of(fault) == status


@pytest.mark.parametrize("root", [ArchiveError, DocTemplateError, NumberingError, Refused])
def test_no_error_of_ours_is_left_to_chance(root: type[Exception]) -> None:
    """The roots of all libraries are told to people in their own words."""
    assert root in PEOPLE


def test_an_unknown_address_is_a_page(bench: Workbench) -> None:
    """With a way out; scripts get a sentence."""
    person = signed_in(bench)
    assert "Halaman ini tidak ada" in person.get("/tidak-ada").text
    told = person.client.get("/tidak-ada", headers=JSON)
    assert (told.status_code, "tidak ada" in str(told.json)) == (404, True)


def test_a_full_disk_is_said_and_leaves_nothing_half_done(bench: Workbench) -> None:
    """Status 507; the number is kept for the letter and the next press finishes it."""
    draft = support.written(bench, support.new_draft(bench))
    full = replace(bench, store=FullStore(bench.settings.store))
    form: dict[str, object] = {"_versi": 1, **support.RAW}
    answer = signed_in(full, Peran.STAF).post(f"/surat/{draft.id}/terbitkan", form)
    assert (answer.status_code, "penuh" in answer.text) == (507, True)
    assert support.all_entries(bench) == []
    staff = signed_in(bench, Peran.SEKRETARIS)
    assert staff.post(f"/surat/{draft.id}/terbitkan", form).status_code == 303
    assert len(support.numbers(bench)) == 1


def test_a_database_that_cannot_be_used_is_said(bench: Workbench) -> None:
    """Status 503, without a word of SQL."""
    gone = replace(bench, engine=connect(f"sqlite:///{bench.settings.data}"))
    answer = visitor(gone).get("/masuk")
    assert answer.status_code == 503
    assert "Basis data sedang tidak dapat dipakai" in answer.text
    assert "SELECT" not in answer.text


def test_a_file_that_is_too_large_is_said(bench: Workbench) -> None:
    """Before it is read to its end."""
    small = replace(bench, settings=replace(bench.settings, upload_bytes=100_000))
    answer = signed_in(small).post("/berkas", {"tahun": "x" * 200_000})
    assert (answer.status_code, "terlalu besar" in answer.text) == (413, True)
