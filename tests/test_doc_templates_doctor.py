"""The template doctor: every fault at once, each with its place and what to write instead."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from doc_templates.catalog import Catalog, Kind, uploaded
from doc_templates.convert import doctor
from doc_templates.doctor.finding import MOST, Finding
from doc_templates.doctor.report import Report, report
from doc_templates.office import LIBRARY
from doc_templates.render import order_of
from tests.letter_kinds import OFFICE, make_kind, typed
from tests.support_filling import footnotes, table
from tests.support_library import SLUGS

ISIAN = (
    '\n[[isian]]\nnama = "anggota"\nlabel = "Anggota"\njenis = "daftar"\n'
    'kolom = [{ nama = "nama", label = "Nama" }, { nama = "jabatan", label = "Jabatan" }]\n'
    '\n[[isian]]\nnama = "isi"\nlabel = "Isi"\njenis = "paragraf"\n'
)
GOOD = (
    "{%p for p in isi %}",
    "{{ p }}",
    "{%p endfor %}",
    "{%p for a in anggota %}",
    "{{ a.nama }}, {{ a.jabatan }}",
    "{%p endfor %}",
)
ROWS = [{"nama": "Sari Contoh", "jabatan": "Sekretaris"}]


def visited(kind: Kind, *, sample: bool = True) -> Report:
    """What the doctor says of a kind, tried with usual values."""
    values = typed(kind, isi="satu\ndua", anggota=ROWS) if sample else {}
    order = order_of(kind, {**values, "nomor_surat": "7"}, OFFICE, ()) if sample else None
    return report(kind, order)


def findings(root: Path, *body: str) -> list[Finding]:
    """What the doctor says of these paragraphs after good ones."""
    kind = make_kind(root, (*GOOD, *body), isian=ISIAN)
    return list(visited(kind).findings)


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_wrong_with_the_library(slug: str) -> None:
    """Whoever begins with one of ours begins with a clean one."""
    assert report(Catalog([LIBRARY]).get(slug), None).findings == ()


FAULTS = {
    "{{ hall }}": ("D04", "Isian “hall” tidak ada. Mungkin maksudnya “hal”"),
    "{{ tanggal surat }}": ("D03", "Mungkin maksudnya “tanggal_surat”"),
    "{{ penandatangan.namaa }}": ("D05", "Mungkin maksudnya “nama”"),
    "{%p for a in anggota %}¶{{ a.jabatn }}¶{%p endfor %}": ("D05", "“jabatan”"),
    "{{ anggota.nama }}": ("D05", "{%p for b in anggota %}"),
    "{{ anggota|map(attribute='nma')|join }}": ("D05", "Mungkin maksudnya “nama”"),
    "{{ anggota|selectattr('nma')|list|length }}": ("D05", "Mungkin maksudnya “nama”"),
    "{% for i in isi %}{{ loop.indeks }}{% endfor %}": ("D05", "Mungkin maksudnya “index”"),
    "{{ anggota }}": ("D16", "Daftar “anggota” tidak dapat dicetak"),
    "{% for a in hal %}{{ a }}{% endfor %}": ("D16", "“hal” bukan daftar"),
    "{{ tanggal_surat|tangal }}": ("D06", "Mungkin maksudnya “tanggal”"),
    "{% if hal is kosong %}x{% endif %}": ("D06", "“is kosong” tidak dikenal"),
    "{{ ''.__class__ }}": ("D07", "“__class__” tidak diizinkan"),
    "{% include 'x' %}": ("D07", "{% include … %} tidak diizinkan"),
    "{{ hal.ljust(9) }}": ("D05", "“hal” tidak mempunyai “ljust”"),
    "{{ hal() }}": ("D07", "tidak diizinkan"),
    "{{ 9 ** 9 }}": ("D07", "Pangkat"),
    "{%p if hal %}¶x": ("D08", "Tambahkan {%p endif %}"),
    "{% endfor %} lepas": ("D09", "tidak pernah dibuka"),
    "{%p for a in isi %}¶{%p if a %}¶{{ a }}¶{%p endfor %}": (
        "D08",
        "ketika “{%p endfor %}” datang",
    ),
    "{% else %} lepas": ("D09", "tidak berada di dalam {% if … %}"),
    "{% if hal %} awal¶{%p endif %}": ("D10", "Tulis {% endif %}"),
    "{%tr for a in isi %}¶x¶{%tr endfor %}": ("D11", "hanya untuk tabel"),
    "{%p if hal %} ikut¶{%p endif %}": ("D12", "hilang saat dicetak"),
    "{%p if hal %}{%p endif %}": ("D12", "Dua penanda"),
    "{%p if 3 % 2 %}¶x¶{%p endif %}": ("D10", "Tanda % atau }"),
    "{%pif hal %}": ("D03", "Tulis {%p if … %}"),
    "{% p if hal %}": ("D03", "Tulis {%p tanpa spasi"),
    "{% fro a in isi %}": ("D03", "Mungkin maksudnya “for”"),
    "{% if hal = 'x' %}y{% endif %}": ("D03", "dua tanda sama dengan"),
    "{{ (hal }}": ("D03", "tidak berpasangan kurungnya"),
    "{{ hal| }}": ("D03", "belum menyebut saringan"),
    "{{ }}": ("D03", "kosong"),
    "{{ hal }": ("D01", "belum ditutup dengan }}"),
    "hal }} saja": ("D02", "“}}” menutup penanda"),
    "{ { hal } }": ("D01", "terpisah spasi"),
    "{ hal }": ("D01", "tercetak apa adanya"),
    "{{ ‟x }}": ("D14", "kutip lurus"),
    "{% if hal == “x” %}y{% endif %}": ("D14", "kutip lurus"),
    "{{ hal|terbilang }}": ("D17", "bukan bilangan bulat)."),
    "{{ 1 / 0 }}": ("D17", "dibagi nol"),
    "{{ hal + 5 }}": ("D17", "teks ditambah bilangan"),
    "{% if hal < 5 %}x{% endif %}": ("D17", "teks ditambah bilangan"),
    "{{ hal * 5 }}": ("D17", "hanya untuk bilangan)."),
    "{{ hal[999] }}": ("D17", "mengambil bagian yang tidak ada"),
}


@pytest.mark.parametrize("lines", FAULTS)
def test_a_fault_has_its_code_and_its_remedy(tmp_path: Path, lines: str) -> None:
    """What is meant is guessed from fields, columns and filters; nothing else is blamed."""
    kode, said = FAULTS[lines]
    found = findings(tmp_path, *lines.split("¶"))
    assert (kode, said) in [(one.kode, said) for one in found if said in one.pesan], found


def test_good_paragraphs_are_good(tmp_path: Path) -> None:
    """The table above would be worth nothing otherwise."""
    assert findings(tmp_path) == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Also those that only show in print, and what several rounds of printing find."""
    found = findings(
        tmp_path,
        "{{ hall }}",
        "{{ tanggal_surat|tangal }}",
        "satu {{ hal|terbilang }}",
        "dua {{ nomor_surat|rupiah }}",
    )
    assert [one.kode for one in found] == ["D04", "D06", "D17", "D17"]
    assert [one.kalimat for one in found[2:]] == [
        "satu {{ hal|terbilang }}",
        "dua {{ nomor_surat|rupiah }}",
    ]


def test_what_is_not_printed_is_told(tmp_path: Path) -> None:
    """Fields and columns that no tag names, and a value that a condition hides."""
    kind = make_kind(tmp_path, ["{%p if not hal %}", *GOOD[3:], "{%p endif %}"], isian=ISIAN)
    told = [one.pesan for one in visited(kind).findings]
    assert told[0].startswith("Isian “Isi” belum dicetak. Tambahkan {%p for b in isi %}")
    assert any("“Sari Contoh” tidak tercetak" in one for one in told)
    bare = make_kind(tmp_path, [*GOOD[:3], "{{ anggota|length }}"], isian=ISIAN)
    assert [one.pesan for one in visited(bare, sample=False).findings] == [
        "Kolom “Nama” dari “Anggota” belum dicetak. Tambahkan {{ b.nama }} di barisnya.",
        "Kolom “Jabatan” dari “Anggota” belum dicetak. Tambahkan {{ b.jabatan }} di barisnya.",
    ]


def _in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Kop {{ hall }}"


def _under_heading(document: Document) -> None:
    document.add_heading("Pendahuluan")
    document.add_paragraph("Isi {{ hall }}")


def _in_box(document: Document) -> None:
    box = (
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>{{ hall }}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.element.body.insert(0, parse_xml(box))


PLACES: dict[str, tuple[Callable[[Document], object], str]] = {
    "a cell": (table(("a", "b"), ("c", "{{ hall }}")), "Tabel 1, baris 2, kolom 2"),
    "a header": (_in_header, "Kepala halaman"),
    "a chapter": (_under_heading, "Di bawah judul “Pendahuluan”"),
    "a text box": (_in_box, "Kotak teks"),
    "the body": (lambda document: document.add_paragraph("x {{ hall }}"), "Isi surat"),
}


STRANGE = "Huruf Rekaan Contoh"


def _in_a_run(document: Document) -> None:
    document.add_paragraph("Dengan hormat, ").add_run("kami undang").font.name = STRANGE


def _in_a_cell(document: Document) -> None:
    table(("a", "b"), ("c", "d"))(document)
    document.tables[0].cell(1, 1).paragraphs[0].runs[0].font.name = STRANGE


def _by_style(document: Document) -> None:
    style = document.styles.add_style("Kutipan", 1)
    style.font.name = STRANGE
    other = document.styles.add_style("Kutipan Panjang", 1)
    other.base_style = style
    document.add_heading("Pendahuluan")
    document.add_paragraph("Isi kutipan", "Kutipan Panjang")


def _unprinted(document: Document) -> None:
    document.styles.add_style("Tak Terpakai", 1).font.name = STRANGE
    document.add_paragraph().add_run("   ").font.name = STRANGE
    document.add_paragraph().add_run("{%p if hal %}").font.name = STRANGE
    document.add_paragraph("{%p endif %}")


FONTS: dict[str, tuple[Callable[[Document], object], str]] = {
    "a run": (_in_a_run, "Isi surat"),
    "a cell": (_in_a_cell, "Tabel 1, baris 2, kolom 2"),
    "a style and those it is based on": (_by_style, "Di bawah judul “Pendahuluan”"),
}


@pytest.mark.parametrize("by", FONTS)
def test_a_font_that_is_not_installed_is_told_with_its_place(tmp_path: Path, by: str) -> None:
    """It prints in another, and the lines move; that holds nothing back."""
    draw, place = FONTS[by]
    found = visited(make_kind(tmp_path, drawn_by(draw)), sample=False)
    (one,) = found.findings
    assert (one.kode, one.tempat, one.fatal) == ("D20", place, False)
    assert STRANGE in one.pesan
    assert one.kalimat
    (comment,) = docx.Document(io.BytesIO(found.commented)).comments
    assert STRANGE in comment.text


def test_a_font_that_prints_nothing_is_not_told(tmp_path: Path) -> None:
    """Styles that nothing has, blanks, and the commands of the template."""
    assert visited(make_kind(tmp_path, drawn_by(_unprinted)), sample=False).findings == ()


def test_the_font_that_the_office_prints_in_is_its_own(tmp_path: Path) -> None:
    """Whatever base font a template has, letters are dressed in the office's."""

    def draw(document: Document) -> None:
        document.styles["Normal"].font.name = STRANGE

    kind = make_kind(tmp_path, drawn_by(draw))
    assert [one.kode for one in visited(kind, sample=False).findings] == ["D20"]
    office = replace(OFFICE, huruf={kind.kelas: "Arial"})
    order = order_of(kind, {**typed(kind), "nomor_surat": "7"}, office, ())
    assert report(kind, order).findings == ()


def drawn_by(draw: Callable[[Document], object]) -> Callable[[Document], None]:
    """What draws a template, whatever it gives back."""

    def body(document: Document) -> None:
        draw(document)

    return body


@pytest.mark.parametrize("where", PLACES)
def test_a_fault_has_its_place(tmp_path: Path, where: str) -> None:
    """As people find it in Word, with the sentence around; and a comment that says the same."""
    draw, place = PLACES[where]
    found = visited(make_kind(tmp_path, drawn_by(draw)), sample=False)
    (one,) = found.findings
    assert (one.kode, one.tempat) == ("D04", place)
    assert "{{ hall }}" in one.kalimat
    (comment,) = docx.Document(io.BytesIO(found.commented)).comments
    assert comment.author == "Naskah"
    assert "Mungkin maksudnya “hal”" in comment.text


def test_a_footnote_is_a_place_as_well(tmp_path: Path) -> None:
    """It is filled as the body is."""
    (one,) = visited(make_kind(tmp_path, footnotes), sample=False).findings
    assert (one.tempat, "“isi” tidak ada" in one.pesan) == ("Catatan kaki", True)


RUN = "<w:r>{}<w:t xml:space='preserve'>{}</w:t></w:r>"
LINK = f"<w:hyperlink w:anchor='x'>{RUN.format('', 'l }}')}</w:hyperlink>"
TRACKED = f"<w:ins w:id='1' w:author='x'>{RUN.format('', 'l }}')}</w:ins>"
CUTS = {
    "a link": (RUN.format("", "{{ ha") + LINK, "tautan", True),
    "a tracked change": (RUN.format("", "{{ ha") + TRACKED, "Track Changes", True),
    "another look": (RUN.format("", "{{ ha") + RUN.format("<w:rPr><w:b/></w:rPr>", "l }}"),
                     "Gaya huruf", False),
    "nothing to see": (RUN.format("", "{{ ha") + RUN.format("<w:rPr><w:noProof/></w:rPr>", "l }}"),
                       "", False),
}  # fmt: skip


@pytest.mark.parametrize("by", CUTS)
def test_a_tag_in_pieces_is_told_when_it_matters(tmp_path: Path, by: str) -> None:
    """Word cuts tags all the time; only some cuts cannot be mended."""
    xml, said, fatal = CUTS[by]

    def draw(document: Document) -> None:
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    found = visited(make_kind(tmp_path, draw), sample=False).findings
    assert [said in one.pesan for one in found] == [True] * len(found)
    assert bool(found) == bool(said)
    assert any(one.fatal for one in found) == fatal


def test_comments_stand_at_the_tags_and_go_again(tmp_path: Path) -> None:
    """Whoever mends the commented file uploads it as it is: no letter carries the comments."""
    kind = make_kind(tmp_path, ["sebelum {{ hall }} sesudah"])
    commented = visited(kind, sample=False).commented
    again = visited(uploaded(kind, commented), sample=False)
    assert [one.kode for one in again.findings] == ["D04"]
    body = docx.Document(io.BytesIO(again.template))
    assert len(list(body.comments)) == 0
    assert "comment" not in docx_xml(again.template)
    assert "commentRangeStart" in docx_xml(commented)


def docx_xml(data: bytes) -> str:
    """The body of a document as XML."""
    return str(docx.Document(io.BytesIO(data)).element.xml)


def test_the_worst_come_first_and_not_without_end(tmp_path: Path) -> None:
    """A list that somebody can read."""
    found = findings(tmp_path, "{ hal }", *["{{ hall }}"] * (MOST + 5))
    assert len(found) == MOST + 1
    assert found[0].fatal
    assert "Masih ada 6 temuan lain" in found[-1].pesan


def test_the_process_of_its_own_says_the_same(tmp_path: Path) -> None:
    """What others have made is not looked at in this process."""
    kind = make_kind(tmp_path, (*GOOD, "{{ hall }}", "{{ hal|terbilang }}"), isian=ISIAN)
    values = typed(kind, isi="satu", anggota=ROWS) | {"nomor_surat": "7"}
    order = order_of(kind, values, OFFICE, ())
    there = doctor.examine(kind, order)
    assert [one.kode for one in there.findings] == ["D04", "D17"]
    assert there.findings == report(kind, order).findings
    assert len(list(docx.Document(io.BytesIO(there.commented)).comments)) == 2
