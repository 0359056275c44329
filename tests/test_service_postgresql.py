"""The same use cases on PostgreSQL, by its URL alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from archive import search
from archive.errors import BerkasClosed
from archive.query import Query
from service import berkas, board, direct, drafts, issuing
from service.db import reading, transaction
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OFFICE, OLEH, SOP, Killed


def _killed(_docx: bytes) -> bytes:
    raise Killed


def test_a_letter_is_issued_finished_and_found(pg_bench: Workbench) -> None:
    """Number, entry, files, search by word and by fragment of the number, and resume."""
    support.issue(pg_bench)
    with pytest.raises(Killed):
        support.issue(replace(pg_bench, to_pdf=_killed))
    assert support.resumed(pg_bench) == (1, 0)
    hits = direct.search(pg_bench, "/002/Kec", OFFICE)
    assert [hit["nomor_surat"] for hit in hits] == ["000.8.6.3/002/Kec.BBC/2027"]
    with reading(pg_bench.engine) as conn:
        page = search.find(conn, Query(support.office_of(pg_bench).id, kata="undangan"))
    assert len(page.hits) == 2
    support.assert_whole(pg_bench)


def test_threads_at_once_share_no_number(pg_bench: Workbench) -> None:
    """The counter row is the queue there too."""
    with ThreadPoolExecutor(4) as pool:
        filed = list(pool.map(lambda _turn: support.issue(pg_bench), range(16)))
    assert len({one.nomor_surat for one in filed}) == 16
    assert support.last_used(pg_bench) == 16
    support.assert_whole(pg_bench)


def test_pressing_at_the_same_moment_gives_one_letter(pg_bench: Workbench) -> None:
    """Four threads issue one draft at once."""
    draft = support.written(pg_bench, support.new_draft(pg_bench))
    with ThreadPoolExecutor(4) as pool:
        pressed = [
            pool.submit(issuing.issue, pg_bench, draft.instansi_id, draft.id, oleh=OLEH)
            for _ in range(4)
        ]
        ids = {one.result() for one in pressed}
    assert len(ids) == support.last_used(pg_bench) == len(support.all_entries(pg_bench)) == 1
    support.assert_whole(pg_bench)


def test_a_dossier_fills_up_and_is_closed(pg_bench: Workbench) -> None:
    """The board, prefill from earlier documents, and the refusal of a closed dossier."""
    office = support.office_of(pg_bench)
    berkas_id = berkas.open_berkas(pg_bench, office, SOP, 2026, oleh=OLEH)
    new = support.placed(support.new_draft(pg_bench, "undangan-rapat"), berkas_id, 8, "undangan")
    support.signed(pg_bench, issuing.issue_new(pg_bench, new, oleh=OLEH))
    notulen = berkas.begin(pg_bench, office, oleh=OLEH, berkas_id=berkas_id, keluaran="notulen")
    assert notulen.isian["rapat"] == new.isian["rapat"]
    with reading(pg_bench.engine) as conn:
        assert board.read(conn, office, berkas_id).progress == (1, 20)
    issuing.issue(pg_bench, office.id, _typed(pg_bench, notulen.id), oleh=OLEH)
    berkas.close(pg_bench, office, berkas_id, oleh=OLEH)
    with pytest.raises(BerkasClosed):
        issuing.issue_new(pg_bench, new, oleh=OLEH)
    assert support.last_used(pg_bench) == 1


def _typed(bench: Workbench, draft_id: int) -> int:
    """Fill in the rest of a draft, and give its id."""
    with transaction(bench.engine) as conn:
        now = drafts.lock(conn, draft_id)
        drafts.save(
            conn,
            now,
            support.sample(bench, now.jenis),
            kode_klasifikasi=now.kode_klasifikasi,
            versi=now.versi,
            pada=bench.stamp(),
        )
    return draft_id
