"""A template and its values into a DOCX: nothing lost, nothing run, nothing silently repaired."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import Environment
from PIL import Image

from doc_templates.catalog import Catalog, Kind
from doc_templates.docx_text import docx_text
from doc_templates.errors import LostText, TemplateFault
from doc_templates.office import Instansi, sample
from doc_templates.render import render
from doc_templates.values import Gap
from tests.letter_kinds import OFFICE, make_kind, typed

ISI = '\n[[isian]]\nnama = "isi"\nlabel = "Isi"\njenis = "paragraf"\n'
PARAGRAPHS = ("{%p for p in isi %}", "{{ p }}", "{%p endfor %}")


def printed(
    kind: Kind, office: Instansi = OFFICE, number: str = "000.8/1/2026", **more: object
) -> bytes:
    """The usual letter of a kind."""
    return render(kind, typed(kind, **more), office, nomor_surat=number)


def opened(data: bytes) -> Document:
    """A DOCX as python-docx sees it."""
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize(
    "hal",
    [
        'Rapat <Bappeda> & "Dinas"',
        "PT A & B",
        "a < b > c 'd' “e”",
        "&amp; &lt;w:p/&gt; ]]>",
        "{{ hal }} {% if %} {# x #}",
        "{_{ hal }_} {_% x %_}",
        "${nomor_naskah} $& \\1 \\n",
        "spasi  ganda",
        "Ñandú — ½ × 3° é e\u0301",
    ],
)
def test_text_prints_exactly_as_typed(tmp_path: Path, hal: str) -> None:
    """Trap 1: with docxtpl's defaults such values lose text, and what follows them."""
    text = docx_text(printed(make_kind(tmp_path, ["sesudahnya"]), hal=hal))
    assert f"Hal: {hal}\n" in text
    assert "sesudahnya" in text


def test_docxtpl_alone_still_loses_text(tmp_path: Path) -> None:
    """Trap 1: when this fails, the cure may be lighter."""
    template = DocxTemplate(io.BytesIO(make_kind(tmp_path).docx))
    template.render({"hal": "Rapat <Bappeda> & Dinas", "penandatangan": "x"}, _defaults())
    target = io.BytesIO()
    template.save(target)
    assert "Dinas" not in docx_text(target.getvalue())


def test_long_text_and_line_breaks_are_all_there(tmp_path: Path) -> None:
    """20,000 characters take as many paragraphs as they have lines; a line break stays one."""
    kind = make_kind(tmp_path, PARAGRAPHS, isian=ISI)
    lines = [f"Kalimat {number}" + " kata" * 18 for number in range(200)]
    data = printed(kind, isi="\n".join(lines), hal="satu\ndua")
    text = docx_text(data)
    assert all(line in text for line in lines)
    assert "Hal: satu\ndua" in text
    assert "<w:br/>" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("line", "name", "hint"),
    [
        ("Di {{ tempatnya }} saja", "tempatnya", "template.toml"),
        ("Salam {{ penandatangann.nama }}", "penandatangann", "Mungkin maksudnya “penandatangan”"),
        ("NIP {{ penandatangan.nipp }}", "nipp", "template.toml"),
        ("{% if not salah %}x{% endif %}", "salah", "template.toml"),
    ],
)
def test_an_unknown_name_is_an_error_with_its_place(
    tmp_path: Path, line: str, name: str, hint: str
) -> None:
    """Trap 2: a letter must not go out with a hole in it."""
    with pytest.raises(TemplateFault) as caught:
        printed(make_kind(tmp_path, ["sebelum", line, "sesudah"]))
    assert f"“{name}”" in caught.value.message
    assert hint in caught.value.message
    assert caught.value.place == line


def test_an_unknown_name_in_a_loop_or_a_header_has_its_place_too(tmp_path: Path) -> None:
    """Trap 2: rows, loops and headers are places as well."""
    with pytest.raises(TemplateFault) as caught:
        printed(
            make_kind(
                tmp_path / "a", ["x" * 90, "{%p for a in anggota %}", "{{ a }}", "{%p endfor %}"]
            )
        )
    assert "{% for a in anggota %}" in caught.value.place
    with pytest.raises(TemplateFault) as caught:
        printed(make_kind(tmp_path / "b", _in_header("Kop {{ kopp }}")))
    assert caught.value.place == "Kop {{ kopp }}"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ instansi.__class__.__init__.__globals__ }}",
        "{{ hal.format('x') }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ 'a' * 100000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ 'a'|center(999999999) }}",
        "{{ 'a'.ljust(999999999) }}",
        "{% for i in range(999999999) %}x{% endfor %}",
        "{% for i in range(9 * 10000000000000000000000) %}x{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{{ hal|safe }}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_template_runs_no_code_and_wastes_no_time(tmp_path: Path, attack: str) -> None:
    """Trap 3: a template may only print; the sandbox alone would let it fill the memory."""
    with pytest.raises(TemplateFault) as caught:
        printed(make_kind(tmp_path, [attack]))
    assert caught.value.place == attack, "refused where it stands, not after it was printed"


def test_loops_that_count_too_far_are_told_at_once(tmp_path: Path) -> None:
    """By what they count and not by the time that it takes, so on every computer alike."""
    rows = "{% for i in range(1000) %}{% for j in range(99) %}#{% endfor %}{% endfor %}"
    assert docx_text(printed(make_kind(tmp_path / "a", [rows]))).count("#") == 99_000
    deeper = rows.replace("99", "101")
    with pytest.raises(TemplateFault, match="menghitung lebih dari 100000 kali"):
        printed(make_kind(tmp_path / "b", [deeper]))


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["awal", "{% if hal %} terbuka", "lama", "akhir"], "{% if hal %} terbuka"),
        (["awal", "{%p for p in [1] %}", "{{ p }}", "akhir"], "{% for p in [1] %}"),
        (["awal", "Hal {{ hal| }} ini", "akhir"], "Hal {{ hal| }} ini"),
        (["awal", "Hal {{ hal|besar }} ini", "akhir"], "Hal {{ hal|besar }} ini"),
        (["awal", "{% endfor %} lepas"], "{% endfor %} lepas"),
        (["awal", "Jumlah {{ hal|terbilang }}"], "Jumlah {{ hal|terbilang }}"),
        (["awal", "Isi {{ instansi.alamat }}"], "Isi {{ instansi.alamat }}"),
    ],
)
def test_a_fault_of_the_template_has_its_place(
    tmp_path: Path, lines: list[str], place: str
) -> None:
    """Trap 4: errors of a running template have no place, an open tag is blamed on the end."""
    with pytest.raises(TemplateFault) as caught:
        printed(make_kind(tmp_path, lines))
    assert place in caught.value.place
    assert "akhir" not in caught.value.place


def test_columns_of_rows_are_checked_by_the_render_itself(tmp_path: Path) -> None:
    """Trap 5: docxtpl's list of names has `anggota` but not `a.jabatn`; the render finds it."""
    isian = (
        '\n[[isian]]\nnama = "anggota"\nlabel = "Anggota"\njenis = "daftar"\n'
        'kolom = [{ nama = "nama", label = "Nama" }]\n'
    )
    body = ["{%p for a in anggota %}", "{{ a.nama }} {{ a.jabatn }}", "{%p endfor %}"]
    kind = make_kind(tmp_path, body, isian=isian)
    names = DocxTemplate(io.BytesIO(kind.docx)).get_undeclared_template_variables(_defaults())
    assert ("anggota" in names, "jabatn" in names) == (True, False)
    with pytest.raises(TemplateFault, match="jabatn"):
        printed(kind, anggota=[{"nama": "Sari Contoh"}])


def test_broken_xml_is_not_repaired_in_silence(tmp_path: Path) -> None:
    """Trap 6: a tag that opens in a table and closes after it cuts the table; lxml mends it."""

    def body(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{% if not hal %}dalam"
        document.add_paragraph("{% endif %}luar")

    with pytest.raises(TemplateFault, match="bukan dokumen yang utuh"):
        printed(make_kind(tmp_path, body))


def test_text_outside_of_paragraphs_is_not_dropped_in_silence(tmp_path: Path) -> None:
    """Trap 6: `{{p … }}` leaves bare text in the body, which Word does not show."""
    with pytest.raises(TemplateFault, match="di luar paragraf"):
        printed(make_kind(tmp_path, ["{{p hal }}"]))


def test_two_renders_are_the_same_bytes(tmp_path: Path) -> None:
    """Trap 7: the dates inside the package would differ from one render to the next."""
    kind = make_kind(tmp_path, PARAGRAPHS, isian=ISI)
    first = printed(kind, sample(), isi="satu")
    assert first == printed(kind, sample(), isi="satu")
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


def test_tokens_of_the_national_app_survive(tmp_path: Path) -> None:
    """Trap 8: SRIKANDI fills `${nomor_naskah}` itself."""
    data = printed(
        make_kind(tmp_path, ["Nomor ${nomor_naskah}", "${ttd_pengirim}"]), number="${nomor_naskah}"
    )
    assert docx_text(data).count("${nomor_naskah}") == 2
    assert "${ttd_pengirim}" in docx_text(data)


def test_a_value_that_the_template_forgot_is_named(tmp_path: Path) -> None:
    """Trap 1: everything that was supplied is looked for again in the document."""
    isian = (
        ISI + '\n[[isian]]\nnama = "batas"\nlabel = "Batas waktu"\njenis = "tanggal"\n'
        '\n[[isian]]\nnama = "catatan"\nlabel = "Catatan"\ncetak = false\n'
        '\n[[isian]]\nnama = "anggota"\nlabel = "Anggota"\njenis = "daftar"\n'
        'kolom = [{ nama = "nama", label = "Nama" },'
        ' { nama = "nip", label = "NIP", cetak = false }]\n'
        '\n[[isian]]\nnama = "harap"\nlabel = "Harap"\njenis = "centang"\npilihan = ["A1", "B2"]\n'
    )
    kind = make_kind(tmp_path, isian=isian)
    row = {"nama": "Sari Contoh", "nip": "1"}
    with pytest.raises(LostText) as caught:
        printed(
            kind, isi="satu\ndua", batas="7 Maret 2026", catatan="x", anggota=[row], harap=["B2"]
        )
    assert [fault.tempat for fault in caught.value.faults] == [
        "isi.1", "isi.2", "batas", "anggota.1.nama", "harap.2",
    ]  # fmt: skip
    assert "Anggota, baris 1, Nama: “Sari Contoh” tidak tercetak" in str(caught.value)


def test_a_letter_without_its_number_does_not_go_out(tmp_path: Path) -> None:
    """Trap 2: a template that forgets the number is found out, whatever else it prints."""
    kind = make_kind(tmp_path)
    other = docx.Document(io.BytesIO(kind.docx))
    other.paragraphs[0].clear()
    other.save(str(kind.folder / "template.docx"))
    with pytest.raises(LostText, match="Nomor surat"):
        printed(make_again(kind))


def make_again(kind: Kind) -> Kind:
    """The kind as its folder is now."""
    return Catalog([kind.folder.parent]).get(kind.slug)


@pytest.mark.parametrize(
    "form",
    [
        "{{ batas|tanggal }}",
        "{{ batas|hari_tanggal|upper }}",
        "{{ batas }}",
    ],
)
def test_a_date_may_print_in_any_usual_form(tmp_path: Path, form: str) -> None:
    """White space and case aside, each kind of field has its printed forms."""
    isian = '\n[[isian]]\nnama = "batas"\nlabel = "Batas"\njenis = "tanggal"\n'
    text = docx_text(printed(make_kind(tmp_path, [form], isian=isian), batas="2026-04-07"))
    assert "april 2026" in text.lower()


def test_gaps_for_number_and_date_print_as_blanks(tmp_path: Path) -> None:
    """Many offices number and date a letter after it is signed."""
    kind = make_kind(tmp_path)
    values = typed(kind) | {"tanggal_surat": Gap(20)}
    text = docx_text(render(kind, values, OFFICE, nomor_surat="000.8/\u00a0\u00a0\u00a0/2026"))
    assert "\u00a0" * 20 in text
    assert "000.8/\u00a0\u00a0\u00a0/2026" in text


def test_what_is_empty_prints_nothing(tmp_path: Path) -> None:
    """An optional field that was left empty is no word “None”."""
    isian = '\n[[isian]]\nnama = "batas"\nlabel = "Batas"\njenis = "tanggal"\n'
    body = ["[{{ batas }}{{ batas|tanggal }}]", "{% if batas %}ada{% else %}tiada{% endif %}"]
    text = docx_text(printed(make_kind(tmp_path, body, isian=isian)))
    assert "[]\ntiada" in text


@pytest.mark.parametrize(
    ("paper", "mine", "size"),
    [
        ("A4", "instansi", (210, 297)),
        ("F4-215", "instansi", (215, 330)),
        ("F4-210", "instansi", (210, 330)),
        ("F4-215", "A4", (210, 297)),
    ],
)
def test_the_office_or_the_kind_decides_the_paper(
    tmp_path: Path, paper: str, mine: str, size: tuple[int, int]
) -> None:
    """Letters take the office's paper, reports stay on A4; a section that lies keeps lying."""
    kind = make_kind(tmp_path, _lying_annex, head=HEAD_ON.format(kertas=mine))
    office = Instansi("P", "N", ("A",), "T", kertas=paper)
    upright, lying = opened(printed(kind, office)).sections
    assert extent(upright) == size
    assert extent(lying) == size[::-1]


def test_the_office_decides_the_font_of_each_class(tmp_path: Path) -> None:
    """The template's base font is replaced wherever it is named; another font stays."""

    def body(document: Document) -> None:
        document.styles["Normal"].font.name = "Arial"
        document.add_paragraph().add_run("dasar").font.name = "Arial"
        document.add_paragraph().add_run("lain").font.name = "Courier New"

    office = Instansi("P", "N", ("A",), "T", huruf={"korespondensi": "Bookman Old Style"})
    document = opened(printed(make_kind(tmp_path, body), office))
    base, other = document.paragraphs[-2].runs[0], document.paragraphs[-1].runs[0]
    assert document.styles["Normal"].font.name == "Bookman Old Style"
    assert (base.font.name, other.font.name) == ("Bookman Old Style", "Courier New")


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    """Title, author and language are the letter's; its times are the letter's date."""
    data = printed(make_kind(tmp_path), hal="Rapat & " + "x" * 270)
    properties = opened(data).core_properties
    assert properties.title == ("Rapat & " + "x" * 270)[:255]
    assert (properties.author, properties.language) == (OFFICE.nama, "id-ID")
    assert properties.created is not None
    assert properties.created.date() == date(2026, 3, 5)
    styles = zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"id-ID"}


@pytest.mark.parametrize("size", [(300, 300), (200, 400)])
def test_the_logo_stands_in_header_and_body(tmp_path: Path, size: tuple[int, int]) -> None:
    """22 mm high, its shape kept."""
    target = io.BytesIO()
    Image.new("L", size).save(target, "PNG")
    office = Instansi("P", "N", ("A",), "T", logo=target.getvalue())
    data = printed(make_kind(tmp_path, _in_header("{{ logo }}{{ instansi.nama }}")), office)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        header = package.read("word/header1.xml").decode()
        assert any("media" in name for name in package.namelist())
    extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', header)
    assert extent
    assert int(extent[2]) == Mm(22)
    assert int(extent[1]) == pytest.approx(Mm(22) * size[0] / size[1], abs=2)


def test_no_logo_prints_nothing_and_a_bad_one_is_told(tmp_path: Path) -> None:
    """The logo is the office's; what is no picture is refused with a remedy."""
    kind = make_kind(tmp_path, ["[{{ logo }}]"])
    assert "[]" in docx_text(printed(kind))
    with pytest.raises(TemplateFault, match="Logo"):
        printed(kind, Instansi("P", "N", ("A",), "T", logo=b"bukan gambar"))


def test_a_template_that_does_not_open_is_told(tmp_path: Path) -> None:
    """The file may be damaged on the disk."""
    kind = make_kind(tmp_path)
    (kind.folder / "template.docx").write_bytes(b"bukan docx")
    with pytest.raises(TemplateFault, match="tidak dapat dibuka"):
        printed(make_again(kind))


def test_headers_and_footnotes_count_as_text(tmp_path: Path) -> None:
    """A value that only the header prints is not lost."""
    isian = '\n[[isian]]\nnama = "kop"\nlabel = "Kop"\n'
    kind = make_kind(tmp_path, _in_header("Kop {{ kop }}"), isian=isian)
    assert "Kop <Tim> & Co" in docx_text(printed(kind, kop="<Tim> & Co"))


HEAD_ON = """\
nama = "Surat Uji"
nomor = "ya"
buku = "surat-keluar"
kertas = "{kertas}"

[arsip]
hal = "{{hal}}"
dari_tanggal = "tanggal_surat"
"""


def extent(section: Section) -> tuple[int, int]:
    """Width and height of the page in millimetres."""
    assert section.page_width
    assert section.page_height
    return round(section.page_width.mm), round(section.page_height.mm)


def _lying_annex(document: Document) -> None:
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def _in_header(line: str) -> Callable[[Document], None]:
    def body(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = line

    return body


def _defaults() -> Environment:
    environment = Environment()  # noqa: S701  # what docxtpl uses when it is not told better
    environment.filters["tanggal"] = str
    return environment


def test_a_template_from_libreoffice_keeps_one_set_of_properties(tmp_path: Path) -> None:
    """LibreOffice names them by another type; a second set makes Word call the file damaged."""
    kind = make_kind(tmp_path)
    with zipfile.ZipFile(io.BytesIO(kind.docx)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"package/2006/relationships/metadata/core",
        b"officedocument/2006/relationships/metadata/core",
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    with zipfile.ZipFile(io.BytesIO(printed(replace(kind, docx=saved.getvalue())))) as letter:
        assert letter.namelist().count("docProps/core.xml") == 1
        assert letter.read("_rels/.rels").count(b"core-properties") == 1
