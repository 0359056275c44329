"""The office's rules of paper: edited beside a letter, used from then on."""

import io
import re
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.shared import Length, Pt

from archive import entries
from doc_templates.docx_text import docx_text
from service import issuing
from service.accounts.permissions import Peran
from service.db import reading
from service.drafts import NewDraft
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import signed_in

PAGE = "/pengaturan/tata-naskah"
RULES: dict[str, object] = {
    "kertas": "F4-215",
    "margin_atas": "1,5",
    "margin_bawah": "2.5",
    "margin_kiri": "3,5",
    "margin_kanan": "2",
    "huruf_korespondensi": "Times New Roman",
    "huruf_keputusan": "Bookman Old Style",
    "huruf_laporan": "Arial",
    "kop_pemerintah": "12",
    "kop_nama": "16",
    "kop_alamat": "9",
    "logo_tinggi": "25",
    "kop_garis": "Ganda",
    "tempat_tanggal": "Tanggal saja",
    "label_nip": "NIP",
    "baris_kedua": "Ya",
    "polos": "Plh. Camat\nPj., Plh. Sekretaris Daerah",
    "klausul": "Dokumen ini ditandatangani secara elektronik.",
    "paraf-0-isi": "Kepala Subbagian Perencanaan",
    "paraf-1-isi": "Sekretaris Kecamatan",
    "saklar-permintaan-data": ["gelar", "klausul"],
    "saklar-sk-tim": ["pangkat", "nip", "jabatan_kapital", "nama_kapital"],
}


def test_the_rules_are_used_from_then_on(bench: Workbench) -> None:
    """Each of them is found on the next letter."""
    assert signed_in(bench).post(PAGE, RULES).status_code == 303
    profil = support.office_of(bench).profil
    assert profil.tata.saklar["permintaan-data"] == ("gelar", "klausul")
    assert profil.tata.polos == ("Plh. Camat", "Pj., Plh. Sekretaris Daerah")
    assert "sk-tim" not in profil.tata.saklar  # it has these by its class
    made = _letter(bench)
    section = made.sections[0]
    sides = (section.page_height, section.left_margin, section.top_margin)
    assert [round(Length(side or 0).cm, 1) for side in sides] == [33, 3.5, 1.5]
    assert made.styles["Kop Nama"].font.size == Pt(16)
    assert made.styles["Normal"].font.name == "Times New Roman"
    (rule,) = made.styles["Garis Kop"].element.xpath("w:pPr/w:pBdr/w:top/@w:val")
    assert rule == "double"
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[-1].text == RULES["klausul"]
    words = docx_text(_saved(made))
    assert "8 Januari 2027" in words
    assert "Babakancikao, 8 Januari" not in words
    assert "NIP" not in words


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"margin_kiri": "30"}, "margin_kiri"),
        ({"margin_kiri": "tiga"}, "margin_kiri"),
        ({"kop_nama": "99"}, "kop_nama"),
        ({"logo_tinggi": ""}, "logo_tinggi"),
        ({"kertas": "A5"}, "kertas"),
        ({"polos": "Plh. Camat\nSekretaris Daerah"}, "polos"),
    ],
)
def test_what_cannot_be_printed_is_refused_at_its_field(
    bench: Workbench, change: dict[str, object], name: str
) -> None:
    """Nothing changes, and what was ticked stays ticked."""
    before = support.office_of(bench)
    answer = signed_in(bench).post(PAGE, RULES | change)
    assert (answer.status_code, f'href="#isian-{name}"' in answer.text) == (422, True)
    ticked = re.findall(r'name="saklar-permintaan-data" value="(\w+)"[^>]* checked', answer.text)
    assert ticked == ["gelar", "klausul"]
    assert support.office_of(bench) == before


def test_a_letter_is_shown_by_the_rules_as_typed(bench: Workbench) -> None:
    """A script gets the pages alone, a person without one the whole form; nothing is kept."""
    before = support.office_of(bench)
    admin = signed_in(bench)
    alone = admin.post(f"{PAGE}/contoh?bagian=1", RULES | {"jenis": "sk-tim"}).text
    assert "<form" not in alone
    assert "data:image/png;base64," in alone
    whole = admin.post(f"{PAGE}/contoh", RULES).text
    assert "Simpan tata naskah" in whole
    assert 'value="1,5"' in whole
    assert "Batas kiri" in admin.post(f"{PAGE}/contoh?bagian=1", RULES | {"margin_kiri": "9"}).text
    assert support.office_of(bench) == before


def test_only_who_may_set_up_sees_the_rules(bench: Workbench) -> None:
    """Staff write letters, but do not change how they look."""
    assert signed_in(bench, Peran.STAF).get(PAGE).status_code == 403


def _letter(bench: Workbench) -> Document:
    office = support.office_of(bench)
    kind = bench.catalog.get("permintaan-data")
    new = NewDraft(office.id, kind.slug, dict(kind.contoh))
    arsip_id = issuing.issue_new(replace(bench, to_pdf=None), new, oleh=support.OLEH)
    with reading(bench.engine) as conn:
        (file,) = entries.files(conn, arsip_id)
    return docx.Document(io.BytesIO(bench.store.read(file.digest)))


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
