"""service/massal: a letter for each recipient, once and in order, whatever happens on the way."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa

from doc_templates import pdf
from doc_templates.convert.pool import Status
from doc_templates.errors import BadValues
from numbering.books import get_buku, set_rules
from service import berkas, board, drafts, issuing, jobs, resuming
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import DraftChanged, Refused
from service.massal import checking, listing, paper, runs, sending
from service.massal.abreast import abreast
from service.massal.listing import Listed
from service.massal.recipients import Shape, shape_of
from service.massal.runs import DONE, GOING, LISTED, STOPPED, Run
from service.schema import job as job_table
from service.slots import Slot
from service.workbench import Workbench, kept_warm
from service.worker import WORKS
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import OLEH, Killed

CLOCK = "Jam “25.99” tidak ada. Tulis seperti 09.00 atau selesai."
LONG = "Terlalu panjang: 201 karakter, paling banyak 200. Ringkaskan."
Rows = Sequence[Mapping[str, str]]
PEOPLE = tuple({"jabatan": f"Kepala Desa Contoh {n}", "nama": ""} for n in range(1, 7))
SIX = tuple(f"000.8.6.3/00{n}/Kec.BBC/2027" for n in range(1, 7))


def _listed(
    bench: Workbench,
    rows: Rows = PEOPLE,
    kolom: Sequence[str] = (),
    *,
    jenis: str = "undangan-rapat",
    tanda_terima: bool = False,
    **more: object,
) -> Listed:
    draft = support.written(bench, support.new_draft(bench, jenis, **more))
    where = (bench, support.office_of(bench), draft.id, rows, kolom)
    return listing.keep(*where, tanda_terima=tanda_terima, oleh=OLEH)


def _start(bench: Workbench, listed: Listed) -> Run:
    return sending.start(bench, support.office_of(bench), listed.draft.id, oleh=OLEH)


def _check(bench: Workbench, listed: Listed) -> list[str]:
    found = checking.check(bench, support.office_of(bench), listed)
    return [f"{one.tempat}|{one.label}: {one.pesan}" for one in found]


def _now(bench: Workbench, listed: Listed) -> Listed:
    return listing.read(bench, support.office_of(bench), listed.draft.id)


def _state(bench: Workbench, listed: Listed) -> str:
    run = _now(bench, listed).run
    assert run is not None
    return run.state


def _numbers(bench: Workbench, listed: Listed) -> list[str | None]:
    return [row.nomor_surat for row in _now(bench, listed).rows]


def _work_off(bench: Workbench) -> None:
    while jobs.run_one(bench, WORKS):
        pass


def _quiet(_done: int, _total: int) -> None:
    pass


def _shape(bench: Workbench, jenis: str) -> Shape:
    found = shape_of(bench.catalog.get(jenis))
    assert found is not None
    return found


def test_each_recipient_gets_one_letter_in_the_order_of_the_list(bench: Workbench) -> None:
    """Its own number, its own words, and the draft itself is none of them."""
    listed = _listed(bench)
    _start(bench, listed)
    assert jobs.run_one(bench, WORKS)
    assert _numbers(bench, listed) == list(SIX)
    for row in _now(bench, listed).rows:
        assert row.arsip_id is not None
        text = support.docx_of(bench, row.arsip_id)
        assert f"Kepala Desa Contoh {row.urutan}" in text
        assert "terlampir" not in text
        assert support.entry(bench, row.arsip_id).tujuan == f"Kepala Desa Contoh {row.urutan}"
    assert _state(bench, listed) == DONE
    assert _now(bench, listed).draft.state == drafts.SENT
    support.assert_whole(bench)


@pytest.mark.parametrize(
    ("jenis", "fields", "attaches"),
    [
        ("undangan-rapat", ("jabatan", "nama"), True),
        ("permintaan-data", ("jabatan", "nama"), True),
        ("nota-dinas", ("jabatan", "nama"), False),
        ("surat-pengantar", ("yth",), False),
    ],
)
def test_a_kind_says_by_itself_who_its_recipients_are(
    bench: Workbench, jenis: str, fields: tuple[str, ...], attaches: bool
) -> None:
    """Nothing is described for it besides what the archive needs."""
    shape = _shape(bench, jenis)
    assert tuple(one.nama for one in shape.own) == fields
    assert (shape.place is not None) == attaches
    assert not {"sifat", "tanggal_surat", "penandatangan"} & {one.nama for one in shape.may_differ}


def test_a_kind_without_recipients_is_refused(bench: Workbench) -> None:
    """With a sentence, not with an empty grid."""
    draft = support.written(bench, support.new_draft(bench))
    with pytest.raises(Refused, match="tidak punya penerima"):
        listing.read(bench, support.office_of(bench), draft.id)


def test_what_differs_is_printed_and_an_empty_cell_stays_as_in_the_draft(bench: Workbench) -> None:
    """For instance the place in the address."""
    rows = [{"yth": "Camat A", "tujuan_di": "Kota A"}, {"yth": "Camat B", "tujuan_di": ""}]
    listed = _listed(bench, rows, ["tujuan_di"], jenis="surat-pengantar", tujuan_di="Tempat X")
    _start(bench, listed)
    jobs.run_one(bench, WORKS)
    first, second = (row.arsip_id or 0 for row in _now(bench, listed).rows)
    assert "di Kota A" in support.docx_of(bench, first)
    assert "di Tempat X" in support.docx_of(bench, second)


def test_every_fault_is_told_by_row_and_nothing_is_issued(bench: Workbench) -> None:
    """Row, column, sentence; what all letters share is told once."""
    rows = [
        {"jabatan": "Camat A", "nama": "", "pukul_mulai": "25.99"},
        {"jabatan": "", "nama": "Dadan Contoh", "pukul_mulai": ""},
        {"jabatan": "x" * 201, "nama": "", "pukul_mulai": ""},
        {"jabatan": "camat  a", "nama": "", "pukul_mulai": "25.99"},
    ]
    listed = _listed(bench, rows, ["pukul_mulai"], maksud="")
    assert _check(bench, listed) == [
        "penerima.4|Baris 4: Sama dengan baris 1. Hapus salah satunya.",
        f"penerima.1.pukul_mulai|Baris 1, Pukul mulai: {CLOCK}",
        "penerima.2.jabatan|Baris 2, Jabatan/Instansi: Belum diisi.",
        f"penerima.3.jabatan|Baris 3, Jabatan/Instansi: {LONG}",
        f"penerima.4.pukul_mulai|Baris 4, Pukul mulai: {CLOCK}",
        "|Dalam rangka: Belum diisi.",
    ]
    with pytest.raises(BadValues):
        _start(bench, listed)
    assert support.last_used(bench) == 0
    assert _state(bench, listed) == LISTED
    assert _now(bench, listed).draft.state == drafts.WRITTEN


def test_an_empty_list_and_a_faulty_receipt_are_told_too(bench: Workbench) -> None:
    """A receipt has room for fewer letters than an address."""
    assert _check(bench, _listed(bench, [])) == [f"penerima|Penerima: {checking.NOBODY}"]
    head = support.SMALL_HEAD.replace("{penandatangan}", "{hal}")
    write_kind(bench.settings.templates / "surat-panjang", [], head=head)
    draft = support.written(bench, replace(support.new_draft(bench), jenis="surat-panjang"))
    where = (bench, support.office_of(bench), draft.id, [{"hal": "x" * 251}], ())
    listed = listing.keep(*where, tanda_terima=True, oleh=OLEH)
    assert [line.partition(": ")[0] for line in _check(bench, listed)] == [
        "penerima.1|Baris 1, Tanda terima, Yang diserahkan",
        "penerima.1|Baris 1, Tanda terima, Diserahkan kepada",
    ]


def test_receipts_come_with_their_letters(bench: Workbench) -> None:
    """Each says which letter it is for, and is no output of the step."""
    listed = _listed(bench, PEOPLE[:3], tanda_terima=True)
    _start(bench, listed)
    jobs.run_one(bench, WORKS)
    for row in _now(bench, listed).rows:
        assert row.terima_arsip_id is not None
        text = support.docx_of(bench, row.terima_arsip_id)
        assert f"Kepala Desa Contoh {row.urutan}" in text
        assert SIX[row.urutan - 1] in text
        entry = support.entry(bench, row.terima_arsip_id)
        assert (entry.jenis, entry.nomor_surat, entry.keluaran) == ("tanda-terima", None, None)


def test_a_receipt_of_a_covering_letter_lists_what_it_covers(bench: Workbench) -> None:
    """As the receipt of a single one does."""
    listed = _listed(bench, [{"yth": "Camat A"}], jenis="surat-pengantar", tanda_terima=True)
    _start(bench, listed)
    jobs.run_one(bench, WORKS)
    (row,) = _now(bench, listed).rows
    text = support.docx_of(bench, row.terima_arsip_id or 0)
    assert "Salinan digital Laporan Kinerja beserta bukti dukung" in text


class Stopper:
    """A progress that stops the run after some rows, as somebody at a screen would."""

    def __init__(self, bench: Workbench, draft_id: int, after: int) -> None:
        self.bench, self.draft_id, self.after = bench, draft_id, after

    def __call__(self, done: int, _total: int) -> None:
        """Stop when so many are done."""
        if done == self.after:
            office = support.office_of(self.bench)
            sending.stop(self.bench, office, self.draft_id, oleh=OLEH)


def _stopped(bench: Workbench, listed: Listed, after: int) -> int:
    run = _start(bench, listed)
    sending.send(bench, run.id, Stopper(bench, listed.draft.id, after))
    assert _state(bench, listed) == STOPPED
    return support.last_used(bench)


def test_a_stop_leaves_the_rest_without_numbers_and_resume_goes_on(bench: Workbench) -> None:
    """What has a number is finished; no number is lost or given twice."""
    listed = _listed(bench)
    used = _stopped(bench, listed, 2)
    assert 2 <= used < len(PEOPLE)
    assert _numbers(bench, listed) == [*SIX[:used], *[None] * (6 - used)]
    sending.go_on(bench, support.office_of(bench), listed.draft.id, oleh=OLEH)
    assert jobs.run_one(bench, WORKS)
    assert _numbers(bench, listed) == list(SIX)
    assert _state(bench, listed) == DONE


def test_the_rest_of_a_stopped_run_goes_back_to_its_draft(bench: Workbench) -> None:
    """There the list can be mended and sent again; what was issued stays with its run."""
    office = support.office_of(bench)
    listed = _listed(bench)
    used = _stopped(bench, listed, 1)
    sending.give_back(bench, office, listed.draft.id, oleh=OLEH)
    back = _now(bench, listed)
    assert back.draft.state == drafts.WRITTEN
    assert [row["jabatan"] for row in back.filled] == [row["jabatan"] for row in PEOPLE[used:]]
    with reading(bench.engine) as conn:
        assert back.run is not None
        (old,) = runs.earlier(conn, back.run)
        assert runs.progress(conn, old) == (used, used)
    _start(bench, back)
    _work_off(bench)
    assert support.last_used(bench) == 6
    support.assert_whole(bench)


def test_a_refusal_on_the_way_stops_the_run_and_says_where(bench: Workbench) -> None:
    """Such as a book that takes no earlier date; the page tells it, and resume tries again."""
    support.issue(bench, tanggal_surat="2027-01-29")
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
        set_rules(conn, buku, mundur=False, gaya_sisipan=".A")
    listed = _listed(bench)
    _start(bench, listed)
    jobs.run_one(bench, WORKS)
    run = _now(bench, listed).run
    assert run is not None
    assert run.state == STOPPED
    assert run.pesan.startswith("Baris 1, Kepala Desa Contoh 1: ")
    assert support.last_used(bench) == 1


def test_what_was_begun_before_a_refusal_is_finished(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though its batch is not full; the refusal names its own row."""
    listed, tried = _listed(bench), issuing.tried
    run, begun = _start(bench, listed), []

    def refusing(*args: object, **more: object) -> object:
        begun.append(args)
        if len(begun) > 3:
            raise Refused("Ditolak.")
        return tried(*args, **more)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(issuing, "tried", refusing)
    with pytest.raises(Refused, match="Baris 4, Kepala Desa Contoh 4: Ditolak"):
        sending.send(_by_the_batch(bench), run.id, _quiet)
    assert len(support.all_entries(bench)) == 3
    assert _numbers(bench, listed) == [*SIX[:3], None, None, None]
    assert _state(bench, listed) == STOPPED


def test_letters_are_made_in_few_turns_of_libreoffice(bench: Workbench) -> None:
    """Each still has a PDF of its own, with its number and its recipient."""
    listed = _listed(bench)
    asked: list[bytes] = []
    with kept_warm(bench, workers=1) as warm:
        assert warm.to_pdf is not None
        to_pdf = warm.to_pdf

        def counting(document: bytes) -> bytes:
            asked.append(document)
            return to_pdf(document)

        run = _start(bench, listed)
        told: list[tuple[int, int]] = []
        send = partial(sending.send, replace(warm, to_pdf=counting), run.id)
        send(lambda *progress: told.append(progress))
    assert told == [(done, 6) for done in range(7)]
    rows = _now(bench, listed).rows
    alone = [support.file_of(bench, row.arsip_id or 0, "docx") in asked for row in rows]
    assert alone == [True, True, False, False, False, True]  # those that prove it
    for row, number in zip(rows, SIX, strict=True):
        text = str(pdf.text(support.file_of(bench, row.arsip_id or 0, "pdf")))
        assert row.nomor_surat == number
        assert [one in text for one in SIX] == [one == number for one in SIX]
        assert f"Kepala Desa Contoh {row.urutan}" in text


def _dying(bench: Workbench, nth: int) -> Workbench:
    """The same installation, whose process dies when something asks the time so often."""
    left = [nth]

    def now() -> object:
        left[0] -= 1
        if left[0] <= 0:
            raise Killed
        return support.NOW

    return replace(bench, now=now)  # type: ignore[arg-type] # it dies or tells the time


WARM = Status(warm=True, offline=True, workers=1, pids=(), waiting=0, pesan="")


def _by_the_batch(bench: Workbench) -> Workbench:
    """The same installation as if LibreOffice were kept warm; what it makes is never joined."""
    return replace(bench, status=lambda: WARM)


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("nth", range(2, 40, 4))
def test_a_crash_anywhere_leaves_nobody_out_and_nobody_twice(
    bench: Workbench, nth: int, warm: bool
) -> None:
    """The next who takes the job does what is left, under the same numbers."""
    bench = _by_the_batch(bench) if warm else bench
    listed = _listed(bench, PEOPLE[:3], tanda_terima=True)
    run = _start(bench, listed)
    with suppress(Killed):
        sending.send(_dying(bench, nth), run.id, _quiet)
    if nth % 2:
        resuming.resume(bench)
    sending.send(bench, run.id, _quiet)
    assert _numbers(bench, listed) == list(SIX[:3])
    assert support.all_drafts(bench) == 1 + 2 * 3
    assert len(support.all_entries(bench)) == 2 * 3
    support.assert_whole(bench)


def test_two_workers_at_one_run_issue_each_letter_once(bench: Workbench) -> None:
    """As when one was taken for dead too early."""
    listed = _listed(bench)
    run = _start(bench, listed)
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda _: sending.send(bench, run.id, _quiet), range(2)))
    assert _numbers(bench, listed) == list(SIX)
    assert support.all_drafts(bench) == 7
    support.assert_whole(bench)


def test_two_workers_on_postgresql_issue_each_letter_once(pg_bench: Workbench) -> None:
    """There rows are locked, not the whole database."""
    test_two_workers_at_one_run_issue_each_letter_once(pg_bench)


def test_a_job_of_a_dead_worker_is_taken_again(bench: Workbench) -> None:
    """Its sign of life is old, and the letters go on."""
    listed = _listed(bench, PEOPLE[:2])
    _start(bench, listed)
    with suppress(Killed):
        jobs.run_one(_dying(bench, 6), WORKS)
    assert _state(bench, listed) == GOING
    later = replace(bench, now=lambda: support.NOW + timedelta(minutes=5))
    assert jobs.run_one(later, WORKS)
    assert _numbers(bench, listed) == list(SIX[:2])
    with reading(bench.engine) as conn:
        assert conn.scalars(sa.select(job_table.c.state)).all() == [jobs.DONE]


def test_a_run_is_set_going_once(bench: Workbench) -> None:
    """Two presses of the button, one run; and its list is closed then."""
    listed = _listed(bench, PEOPLE[:2])
    _start(bench, listed)
    _start(bench, listed)
    where = (bench, support.office_of(bench), listed.draft.id, PEOPLE, ())
    with pytest.raises(Refused):
        listing.keep(*where, tanda_terima=False, oleh=OLEH)
    _work_off(bench)
    _start(bench, listed)
    assert _numbers(bench, listed) == list(SIX[:2])
    assert not jobs.run_one(bench, WORKS)


def test_a_list_that_was_changed_after_the_check_is_not_sent(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes out is what was checked."""
    listed = _listed(bench, PEOPLE[:2])
    where = (bench, support.office_of(bench), listed.draft.id, PEOPLE[:1], ())

    def other_window(*_: object) -> list[object]:
        listing.keep(*where, tanda_terima=False, oleh=OLEH)
        return []

    monkeypatch.setattr(checking, "check", other_window)
    with pytest.raises(DraftChanged):
        _start(bench, listed)
    assert support.last_used(bench) == 0


def test_one_letter_carries_the_list(bench: Workbench) -> None:
    """The address says so, and the annex names them all; the draft is then issued as any other."""
    listed = _listed(bench, letak_undangan="Pada surat")
    office = support.office_of(bench)
    assert checking.attach(bench, office, listed.draft.id) == []
    draft = _now(bench, listed).draft
    assert draft.isian["letak_undangan"] == "Pada lampiran"
    arsip_id = issuing.issue(bench, office.id, draft.id, oleh=OLEH)
    text = support.docx_of(bench, arsip_id)
    assert "(daftar terlampir)" in text
    assert all(row["jabatan"] in text for row in PEOPLE)
    assert text.count(SIX[0]) == 2


def test_a_faulty_list_is_not_attached(bench: Workbench) -> None:
    """Rows are named, and the draft stays as it was."""
    listed = _listed(bench, [{"jabatan": "Camat A", "nama": ""}, {"jabatan": "", "nama": "B"}])
    office = support.office_of(bench)
    (fault,) = checking.attach(bench, office, listed.draft.id)
    assert (fault.tempat, fault.label) == ("penerima.2.jabatan", "Baris 2, Jabatan/Instansi")
    assert _now(bench, listed).draft == listed.draft
    other = _listed(bench, [{"yth": "Camat A"}], jenis="surat-pengantar")
    with pytest.raises(Refused, match="tidak punya lampiran"):
        checking.attach(bench, office, other.draft.id)


def _printed(bench: Workbench, listed: Listed, *, duplex: bool) -> pikepdf.Pdf:
    out = BytesIO()
    run = _now(bench, listed).run
    assert run is not None
    paper.write(bench, run, out, duplex=duplex)
    return pikepdf.open(out)


@pytest.mark.parametrize("portion", [2, 50])
def test_one_file_to_print_in_the_order_of_the_list(
    bench: Workbench, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bookmarks lead to each letter; for duplex each begins on an odd page."""
    monkeypatch.setattr(paper, "_PORTION", portion)
    listed = _listed(bench, PEOPLE[:3], tanda_terima=True)
    _start(bench, listed)
    jobs.run_one(bench, WORKS)
    plain, duplex = (_printed(bench, listed, duplex=one) for one in (False, True))
    each = [pdf.page_count(one) for one in _documents(bench, listed)]
    plain_pages = [1 + sum(each[:place]) for place in range(6)]
    sheets = [1 + sum(count + count % 2 for count in each[:place]) for place in range(6)]
    for made, pages in ((plain, plain_pages), (duplex, sheets)):
        with made.open_outline() as outline:
            found = [(one.title, _page(made, one)) for one in outline.root]
        assert [name for name, _ in found] == [
            f"{n}. Kepala Desa Contoh {n}{end}"
            for n in (1, 2, 3)
            for end in ("", " (tanda terima)")
        ]
        assert [page for _, page in found] == pages
    assert len(plain.pages) == sum(each)
    assert any(count % 2 for count in each[:-1])
    assert len(duplex.pages) == sheets[-1] + each[-1] - 1


def _documents(bench: Workbench, listed: Listed) -> list[bytes]:
    ids = [(row.arsip_id, row.terima_arsip_id) for row in _now(bench, listed).rows]
    return [support.file_of(bench, one or 0, "pdf") for pair in ids for one in pair]


def _page(made: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    place = item.destination
    assert isinstance(place, pikepdf.Array)
    wanted = place[0].objgen
    return next(n for n, page in enumerate(made.pages, 1) if page.obj.objgen == wanted)


def test_letters_whose_pdf_is_late_are_named(bench: Workbench) -> None:
    """They are left out of the file until it is there."""
    listed = _listed(bench, PEOPLE[:2])
    _start(bench, listed)
    jobs.run_one(replace(bench, to_pdf=None), WORKS)
    run = _now(bench, listed).run
    assert run is not None
    with reading(bench.engine) as conn:
        assert len(paper.waiting(conn, run)) == 2
    resuming.resume(bench)
    with reading(bench.engine) as conn:
        assert paper.waiting(conn, run) == []
    assert len(_printed(bench, listed, duplex=False).pages) >= 2


def test_things_go_abreast_in_their_order_and_not_too_far_ahead() -> None:
    """Whoever has many of them holds only a few."""
    asked: list[int] = []

    def things() -> Iterator[int]:
        for one in range(10):
            asked.append(one)
            yield one

    for done, made in enumerate(abreast(lambda one: one * 2, things(), 2)):
        assert made == done * 2
        assert len(asked) <= done + 4
    assert len(asked) == 10


def test_a_draft_that_is_sent_counts_as_open_until_all_is_out(bench: Workbench) -> None:
    """So its dossier is not closed over it, and it is not issued as a letter itself."""
    listed = _listed(bench, PEOPLE[:2])
    _stopped(bench, listed, 1)
    office = support.office_of(bench)
    with pytest.raises(Refused, match="banyak penerima"):
        issuing.issue(bench, office.id, listed.draft.id, oleh=OLEH)
    assert _open(bench) == [listed.draft.id]
    sending.go_on(bench, support.office_of(bench), listed.draft.id, oleh=OLEH)
    jobs.run_one(bench, WORKS)
    assert _open(bench) == []


def _open(bench: Workbench) -> list[int]:
    with reading(bench.engine) as conn:
        found: list[Draft] = drafts.being_written(conn, support.office_of(bench).id)
    return [one.id for one in found]


def test_one_output_with_many_letters_is_done_when_all_are(bench: Workbench) -> None:
    """On the board of its dossier, where the newest alone would not tell."""
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    out = _output(bench, berkas_id)
    draft = berkas.begin(bench, office, oleh=OLEH, berkas_id=berkas_id, keluaran=out.keluaran.slug)
    with transaction(bench.engine) as conn:
        isian = support.sample(bench, draft.jenis)
        drafts.save(conn, draft, isian, kode_klasifikasi="", versi=1, pada=bench.stamp())
    where = (bench, office, draft.id, PEOPLE[:2], ())
    listed = listing.keep(*where, tanda_terima=True, oleh=OLEH)
    _stopped(bench, listed, 0)
    assert _output(bench, berkas_id).state == "ditulis"
    sending.go_on(bench, office, draft.id, oleh=OLEH)
    _work_off(bench)
    second, first = (one.id for one in _output(bench, berkas_id).entries)
    for arsip_id, state in ((second, "terbit"), (first, "ditandatangani")):
        support.signed(bench, arsip_id)
        assert _output(bench, berkas_id).state == state
    with reading(bench.engine) as conn:
        others = board.read(conn, office, berkas_id).others
    assert [one.jenis for one in others] == ["tanda-terima"] * 2


def _output(bench: Workbench, berkas_id: int) -> Slot:
    with reading(bench.engine) as conn:
        seen = board.read(conn, support.office_of(bench), berkas_id)
    found = [slot for row in seen.rows for slot in row.slots]
    return next(one for one in found if one.keluaran.jenis == "undangan-rapat")
