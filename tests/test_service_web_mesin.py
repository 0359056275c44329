"""The page of the PDF engine, and what other pages say when it fails."""

from dataclasses import replace

from doc_templates.convert.pool import Status
from doc_templates.errors import ConversionFailed
from service.accounts.permissions import Peran
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, signed_in

WELL = Status(warm=True, offline=True, workers=2, pids=(11, 12), waiting=0, pesan="")
PESAN = "LibreOffice gagal 3 kali berturut-turut, jadi pembuatan PDF ditunda."
OPEN = replace(WELL, pids=(11,), waiting=4, pesan=PESAN)


def _down(_docx: bytes) -> bytes:
    raise ConversionFailed("mati", "LibreOffice berhenti mendadak (kode 77).")


def broken(bench: Workbench) -> Workbench:
    """The installation while its circuit is open."""
    return replace(bench, to_pdf=_down, status=lambda: OPEN)


def test_the_page_says_in_plain_words_how_the_engine_is(bench: Workbench) -> None:
    """Who sets the office up sees what lives, what waits, and that all is well."""
    page = signed_in(replace(bench, status=lambda: WELL)).get("/pengaturan/mesin").text
    for words in ("bekerja dengan baik", "2 dari 2 siap bekerja", "kosong", "terputus"):
        assert words in page
    assert "belum ada yang tetap terbuka" in signed_in(bench).get("/pengaturan/mesin").text


def test_an_open_circuit_is_told_with_its_cause(bench: Workbench) -> None:
    """And each letter that waits, with its own."""
    filed = support.issue(broken(bench))
    page = signed_in(broken(bench)).get("/pengaturan/mesin").text
    for words in (PESAN, "1 dari 2 siap", "4 dokumen menunggu", "1 surat", "kode 77"):
        assert words in page
    assert str(filed.nomor_surat) in page


def test_whoever_writes_or_waits_is_told_what_the_matter_is(bench: Workbench) -> None:
    """The form says that the letter can be issued all the same; its page why the PDF waits."""
    staff = signed_in(broken(bench), Peran.STAF)
    draft = support.written(bench, support.new_draft(bench))
    form = staff.get(f"/surat/{draft.id}").text
    assert PESAN in form
    assert "tetap dapat diterbitkan" in form
    filed = support.issue(broken(bench))
    assert PESAN in staff.get(f"/arsip/{filed.id}").text
    told = staff.client.get(f"/arsip/{filed.id}/keadaan", headers=JSON).get_json()
    assert told == {"menunggu": True, "pesan": PESAN}
    well = signed_in(bench, Peran.STAF)
    assert "kode 77" in well.get(f"/arsip/{filed.id}").text


def test_only_who_sets_the_office_up_sees_the_engine(bench: Workbench) -> None:
    """It is of no use to the others."""
    assert signed_in(bench, Peran.STAF).get("/pengaturan/mesin").status_code == 403
