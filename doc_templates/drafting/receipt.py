"""What surat pengantar and tanda terima share: what is handed over, and who receives it."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell

from doc_templates.drafting.signature import in_capitals
from doc_templates.drafting.tables import Column, add_row, bare_table, data_table, keep_whole
from doc_templates.drafting.text import Place, say, when

DOTS = "." * 32


def sent_items(doc: Document, heading: str) -> None:
    """The table of `baris`: number, what is sent, how many in digits and words, remarks."""
    columns = [
        Column("No.", 1.2, "{{ loop.index }}.", WD_ALIGN_PARAGRAPH.CENTER),
        Column(heading, 7, "{{ b.jenis }}"),
        Column("Banyaknya", 3.6, "{{ b.banyaknya|jumlah(b.satuan) }}"),
        Column("Keterangan", 4.2, "{{ b.keterangan }}"),
    ]
    data_table(doc, columns, "baris")


def signing_row(place: Place) -> tuple[_Cell, _Cell]:
    """Two cells side by side on one page; they share their last line, and so do the names."""
    row = add_row(bare_table(place, [8.0, 0.4, 7.6]))
    keep_whole(row)
    left, _gap, right = row.cells
    left.vertical_alignment = right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    return left, right


def or_dots(field: str, printed: str = "", dots: str = DOTS) -> str:
    """Tags that print a field, or dots to write on when it is empty."""
    return f"{{% if {field} %}}{{{{ {printed or field} }}}}{{% else %}}{dots}{{% endif %}}"


def receiver_lines(place: Place) -> None:
    """When it was received, by whom, and room to sign; what is not known is a dotted line."""
    say(
        place,
        "Diterima tanggal " + or_dots("diterima_tanggal", "diterima_tanggal|tanggal"),
        "Jabatan Kolom",
    )
    say(place, "Penerima", "Jabatan Kolom")
    say(place, or_dots("penerima_jabatan", in_capitals("penerima_jabatan")) + ",", "Jabatan Kolom")
    with when(place, "penerima_nama"):
        say(place, "{{ penerima_nama }}", "Nama Kolom")
    with when(place, "not penerima_nama"):
        say(place, DOTS, "Titik Nama Kolom")
    label = "{{ instansi.tata.label_nip }} "
    say(place, label + or_dots("penerima_nip", "penerima_nip|nip"), "Jabatan Kolom")
    say(place, "Telepon " + or_dots("penerima_telepon"), "NIP Kolom")
