"""The foot of a letter: who signs it, and who gets a copy."""

from collections.abc import Sequence

from docx.document import Document
from docx.table import Table

from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.styles import SIGNER_CM
from doc_templates.drafting.tables import add_row, bare_table, keep_whole, logic_row
from doc_templates.drafting.text import Place, each, say, when

FEW = 5  # copies that stay on the page of the signature
TOGETHER = f"loop.length <= {FEW} or loop.first or loop.revindex <= 2"


def signature_block(
    place: Place,
    field: str = "penandatangan",
    *,
    name: str = "ttd.nama",
    above: Sequence[str] = (),
) -> None:
    """Jabatan with its comma, room to sign, name, pangkat and NIP on the right half, kept together.

    `above` are lines over the jabatan (`Ditetapkan di …`). The paragraph before it takes the style
    `Isi Penutup`, so that the block never stands alone on a page. On a page of its own it is a row
    that cannot be split, since LibreOffice parts paragraphs that are to stay together.
    """
    suffix = "Penanda Tangan"
    if isinstance(place, Document):
        row = add_row(bare_table(place, [SIGNER_CM, TEXT_WIDTH_CM - SIGNER_CM]))
        keep_whole(row)
        say(row.cells[0], "", "Jarak Tanda Tangan")  # holds the row to the copies below it
        say(place, "", "Sesudah Tanda Tangan")
        place, suffix = row.cells[1], "Kolom"
    for line in above:
        say(place, line, f"Jabatan {suffix}")
    signature_lines(place, field, name=name, suffix=suffix)


def signature_lines(
    place: Place, field: str, *, name: str = "ttd.nama", suffix: str = "Penanda Tangan"
) -> None:
    """The lines of one signature in the styles `Jabatan …`, `Nama …` and `NIP …`.

    The suffix is "Penanda Tangan" (right half), "Kolom" (in a cell), "Sel" (no room to sign) or
    "Penetap" (of a Keputusan). Lines, titles, pangkat and NIP are as the office prints them for
    the kind (`ttd`, see signing.py).
    """
    with each(place, f"baris_jabatan in {field}.ttd.baris"):
        say(place, "{{ baris_jabatan }}", f"Jabatan {suffix}")
    say(place, f"{{{{ {field}.{name} }}}}", f"Nama {suffix}")
    with when(place, f"{field}.ttd.pangkat"):
        say(place, f"{{{{ {field}.ttd.pangkat }}}}", f"Pangkat {suffix}")
    with when(place, f"{field}.ttd.nip"):
        say(place, f"{{{{ {field}.ttd.nip }}}}", f"NIP {suffix}")


def in_capitals(post: str) -> str:
    """Template code for a post that is typed, in capitals where the office prints posts so."""
    return f"({post}|upper if penandatangan.gaya.jabatan_kapital else {post})"


def tembusan(doc: Document, condition: str = "tembusan") -> None:
    """`Tembusan:` and its list at the left below the signature, when the condition holds.

    Each has a row of its own below the signature, in the table that the document ends with. A
    short list stays with the signature; of a long one neither the first nor the last stands alone
    on a page.
    """
    table = doc.tables[-1]
    logic_row(table, f"if {condition}")
    below(table, "Tembusan:", "Kepala Tembusan")
    logic_row(table, "for b in tembusan")
    logic_row(table, "if loop.length == 1")
    below(table, "{{ b }}", "Tembusan Tunggal")
    logic_row(table, f"elif {TOGETHER}")
    below(table, "{{ loop.index }}.\t{{ b }}", "Tembusan Bersama")
    logic_row(table, "else")
    below(table, "{{ loop.index }}.\t{{ b }}", "Tembusan")
    for _open in ("if", "for", "if"):
        logic_row(table, f"end{_open}")


def below(table: Table, text: str, style: str) -> None:
    """A row of one cell below a signature; in a style that keeps with the next, it holds that."""
    row = add_row(table)
    keep_whole(row)
    cells = row.cells
    say(cells[0].merge(cells[-1]), text, style)
