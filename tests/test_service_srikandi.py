"""A letter that SRIKANDI numbers and signs: its DOCX, what is pasted, and its way back."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from archive import entries
from doc_templates.docx_text import docx_text
from numbering import register
from numbering.external import External
from service import after_signing, drafts, issuing, resuming, srikandi
from service.accounts.permissions import Peran
from service.db import reading
from service.drafts import Draft
from service.errors import Refused
from service.workbench import Workbench
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import OLEH
from tests.support_web import a_file, signed_in

NUMBER = "000.8.6.3/77/SRK/2027"
TOKENS = ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}")
KINDS = ("undangan-rapat", "permintaan-data", "surat-pengantar", "nota-dinas", "sk-tim")


def _made(bench: Workbench, jenis: str) -> tuple[Draft, bytes]:
    draft = support.written(bench, support.new_draft(bench, jenis))
    product = after_signing.print_for_srikandi(bench, draft.instansi_id, draft.id, oleh=OLEH)
    with reading(bench.engine) as conn:
        return drafts.get(conn, draft.instansi_id, draft.id), product.docx


@pytest.mark.parametrize("jenis", KINDS)
def test_number_date_and_signature_are_left_to_srikandi(bench: Workbench, jenis: str) -> None:
    """Its words stand there as plain text; everything else is printed as always."""
    draft, docx = _made(bench, jenis)
    text = docx_text(docx)
    assert all(token in text for token in TOKENS)
    assert "\u00a0/" not in text
    assert draft.state == drafts.PRINTED
    assert support.last_used(bench) == 0


@pytest.mark.parametrize("jenis", KINDS)
def test_its_words_stand_in_the_file_letter_by_letter(bench: Workbench, jenis: str) -> None:
    """It may look for them in the raw XML, where each is whole within one text."""
    _, docx = _made(bench, jenis)
    with zipfile.ZipFile(BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml)
    assert [token for token in TOKENS if not any(token in text for text in texts)] == []


def test_the_signature_stands_between_post_and_name(bench: Workbench) -> None:
    """Below the last line of the post, which keeps its comma."""
    _, docx = _made(bench, "surat-pengantar")
    rows = [row for table in Document(BytesIO(docx)).tables for row in table.rows]
    cells = [cell.text for row in rows for cell in row.cells]
    (signed,) = [cell for cell in cells if "${ttd_pengirim}" in cell]
    post, token, name = [line for line in signed.splitlines() if line][-5:-2]
    assert post.endswith(",")
    assert token == "${ttd_pengirim}"
    assert name == "Drs. Raden Contoh Wiratama, M.Si."


def test_only_the_signer_is_awaited(bench: Workbench) -> None:
    """Who takes note of a paper does not sign it in SRIKANDI."""
    draft, docx = _made(bench, "nota-dinas")
    assert docx_text(docx).count("${ttd_pengirim}") == 1
    assert "${ttd_pengirim}" not in str(draft.snapshot)


def test_tokens_that_an_office_wrote_into_its_template_stay(bench: Workbench) -> None:
    """SRIKANDI has more of them, and a template may hold any."""
    write_kind(
        bench.settings.templates / "surat-token",
        ["Sifat ${sifat}, oleh ${nama_pengirim} NIP ${nip_pengirim}"],
        head=support.SMALL_HEAD,
    )
    new = replace(support.new_draft(bench), jenis="surat-token")
    text = support.docx_of(bench, issuing.issue_new(bench, new, oleh=OLEH))
    assert "${sifat}, oleh ${nama_pengirim} NIP ${nip_pengirim}" in text


def test_what_is_pasted_is_what_the_letter_says(bench: Workbench) -> None:
    """Hal, code and class as they are, and a summary that is short enough."""
    draft, _ = _made(bench, "permintaan-data")
    found = {one.nama: one.isi for one in srikandi.form(bench, draft)}
    assert found["hal"] == "Permintaan Data Kinerja Tahun 2026"
    assert found["kode"] == "000.8.6.3"
    assert (found["sifat"], found["urgensi"]) == ("Biasa", "Segera")
    assert found["ringkasan"].startswith("Surat Permintaan Data Kinerja kepada Kepala Seksi")
    assert len(found["ringkasan"]) <= srikandi.LONGEST


def test_a_letter_without_a_number_has_nothing_to_wait_for(bench: Workbench) -> None:
    """Notulen and the like stay here."""
    draft = support.written(bench, support.new_draft(bench, "notulen"))
    with pytest.raises(Refused, match="tidak memakai nomor"):
        after_signing.print_for_srikandi(bench, draft.instansi_id, draft.id, oleh=OLEH)


def test_the_pages_lead_from_docx_to_the_signed_record(bench: Workbench) -> None:
    """Made, downloaded, numbered from outside with its date, and the signed PDF uploaded."""
    staff = signed_in(bench, Peran.STAF)
    draft = support.written(bench, support.new_draft(bench))
    form = {"_versi": draft.versi, **support.RAW}
    there = staff.post(f"/surat/{draft.id}/srikandi", form).location
    page = staff.get(there).text
    assert "Nomor berikutnya" not in page
    assert 'data-copy="srikandi-hal"' in page
    assert f'value="{support.RAW["hal"]}" readonly' in page
    docx = staff.get(f"{there}/cetakan?docx=1").data
    assert "${nomor_naskah}" in docx_text(docx)
    assert staff.get(f"{there}/cetakan").mimetype == "application/pdf"
    wrong = staff.post(there, {"tanggal_surat": "2027-01-28", "nomor_surat": ""})
    assert (wrong.status_code, "Belum diisi" in wrong.text) == (422, True)
    done = {"tanggal_surat": "2027-01-28", "nomor_surat": NUMBER}
    entry = staff.post(there, done).location
    assert staff.post(there, done).location == entry
    assert NUMBER in staff.get(entry).text
    arsip_id = int(entry.rpartition("/")[2])
    signed = {
        "file": a_file(support.fast_pdf(docx), "bertanda-tangan.pdf"),
        "tanggal_ttd": "2027-01-28",
        "tanggal_kembali": "2027-01-28",
    }
    signed_in(bench, Peran.STAF).post(f"{entry}/ttd", signed)
    assert support.entry(bench, arsip_id).state == "ditandatangani"


def test_the_number_is_kept_as_one_from_outside(bench: Workbench) -> None:
    """With its source and its date; the book's own count does not move."""
    draft, docx = _made(bench, support.SMALL)
    source = External(srikandi.NAMA, None, NUMBER)
    day = date(2027, 1, 28)
    given = (bench, draft.instansi_id, draft.id, day, source)
    arsip_id = after_signing.give_number(*given, oleh=OLEH)
    with reading(bench.engine) as conn:
        nomor = register.of_draft(conn, draft.key)
        filed = {one.peran for one in entries.files(conn, arsip_id)}
    assert nomor is not None
    assert (nomor.asal, nomor.nomor_surat, nomor.tanggal_surat) == ("SRIKANDI", NUMBER, day)
    assert filed == {"docx", "pdf"}
    assert support.file_of(bench, arsip_id, "docx") == docx
    assert support.last_used(bench) == 0


def test_a_pdf_that_failed_then_follows(bench: Workbench) -> None:
    """It is made of the DOCX that went to SRIKANDI, with its words in it."""
    down = replace(bench, to_pdf=None)
    draft = support.written(bench, support.new_draft(bench))
    after_signing.print_for_srikandi(down, draft.instansi_id, draft.id, oleh=OLEH)
    source = External(srikandi.NAMA, None, NUMBER)
    given = (down, draft.instansi_id, draft.id, date(2027, 1, 28), source)
    arsip_id = after_signing.give_number(*given, oleh=OLEH)
    assert resuming.resume(bench).pdfs == 1
    assert support.file_of(bench, arsip_id, "pdf").startswith(b"%PDF")


def test_a_copy_that_was_taken_back_is_an_ordinary_letter_again(bench: Workbench) -> None:
    """Its signature has its usual room, and it is numbered here."""
    draft, _ = _made(bench, support.SMALL)
    after_signing.take_back(bench, draft.instansi_id, draft.id, oleh=OLEH)
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert "${" not in support.docx_of(bench, arsip_id)
