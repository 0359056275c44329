"""The head of a page: the office's kop on the first, a page number on those that follow."""

from docx.document import Document

from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.tables import add_row, bare_table, logic_row
from doc_templates.drafting.text import Place, cleared, each, field_code, say, when

LOGO_CM = 2.9  # 2.2 cm, and what LibreOffice leaves free round a picture


def kop(doc: Document) -> None:
    """The office's kop on the first page only (its first-page header), page numbers after it.

    Sizes 14 / 18 / 10 pt keep about the ratio 2:3:1 of government, office and address
    (naskah-dinas 1.2). One of two rows is printed: that with the logo, or that which is centred
    on the whole page.
    """
    doc.sections[0].different_first_page_header_footer = True
    header = cleared(doc.sections[0].first_page_header)
    table = bare_table(header, [LOGO_CM, TEXT_WIDTH_CM - LOGO_CM])
    logic_row(table, "if logo")
    beside_logo = add_row(table)
    say(beside_logo.cells[0], "{{ logo }}", "Kop Logo")
    _lines(beside_logo.cells[1])
    logic_row(table, "else")
    whole = add_row(table)
    _lines(whole.cells[0].merge(whole.cells[1]))
    logic_row(table, "endif")
    say(header, "", "Garis Kop")
    continuation_number(doc)


def continuation_number(doc: Document) -> None:
    """The centred `- 2 -` at the top of every page after the first."""
    doc.sections[0].different_first_page_header_footer = True
    paragraph = say(cleared(doc.sections[0].header), "- ", "Nomor Halaman")
    field_code(paragraph, "PAGE")
    paragraph.add_run(" -")


def _lines(place: Place) -> None:
    say(place, "{{ instansi.pemerintah }}", "Kop Pemerintah")
    with when(place, "instansi.induk"):
        say(place, "{{ instansi.induk }}", "Kop Pemerintah")
    say(place, "{{ instansi.nama }}", "Kop Nama")
    postcode = (
        "{% if loop.last and instansi.kode_pos %}, Kode Pos {{ instansi.kode_pos }}{% endif %}"
    )
    with each(place, "baris in instansi.alamat"):
        say(place, "{{ baris }}" + postcode, "Kop Alamat")
    with when(place, "instansi.telepon or instansi.laman"):
        comma = "{% if instansi.telepon and instansi.laman %}, {% endif %}"
        phone, site = _if_known("Telepon", "telepon"), _if_known("Laman", "laman")
        say(place, phone + comma + site, "Kop Alamat")
    with when(place, "instansi.pos_el"):
        say(place, "Pos-el {{ instansi.pos_el }}", "Kop Alamat")


def _if_known(label: str, name: str) -> str:
    return f"{{% if instansi.{name} %}}{label} {{{{ instansi.{name} }}}}{{% endif %}}"
