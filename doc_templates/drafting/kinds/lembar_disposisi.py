"""Lembar disposisi (naskah-dinas 1.3): initialled and dated, without a number of its own."""

from docx.document import Document
from docx.table import Table, _Cell

from doc_templates.drafting import shapes
from doc_templates.drafting.receipt import or_dots

SECRECY = ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")
URGENCY = ("Biasa", "Segera", "Sangat Segera")
TICKED, OPEN = "☑", "☐"


def draft() -> Document:
    """The sheet as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "LEMBAR DISPOSISI", number="")
    table = shapes.ruled_table(doc, [8, 8])
    _incoming(table)
    _subject(table)
    _orders(table)
    _notes(table)
    _initials(table)
    return doc


def _incoming(table: Table) -> None:
    left, right = shapes.add_row(table).cells
    shapes.say(left, "Surat dari\t:\t{{ surat_dari }}", "Rincian")
    shapes.say(left, "Nomor surat\t:\t" + or_dots("surat_nomor", dots="." * 20), "Rincian")
    shapes.say(left, "Tanggal surat\t:\t{{ surat_tanggal|tanggal }}", "Rincian")
    shapes.say(right, "Diterima tanggal\t:\t{{ diterima_tanggal|tanggal }}", "Rincian Lebar")
    shapes.say(right, "Nomor agenda\t:\t" + or_dots("nomor_agenda", dots="." * 16), "Rincian Lebar")
    left, right = shapes.add_row(table).cells
    _choices(left, "Sifat:", "sifat", SECRECY)
    _choices(right, "Urgensi:", "urgensi", URGENCY)


def _choices(cell: _Cell, heading: str, field: str, options: tuple[str, ...]) -> None:
    shapes.say(cell, heading, "Kepala Sel")
    for option in options:
        tick = f"{{% if {field} == '{option}' %}}{TICKED}{{% else %}}{OPEN}{{% endif %}}"
        shapes.say(cell, f"{tick}\t{option}", "Pilihan")


def _whole(table: Table) -> _Cell:
    """A new row of one cell."""
    first, last = shapes.add_row(table).cells
    whole: _Cell = first.merge(last)
    return whole


def _subject(table: Table) -> None:
    shapes.say(_whole(table), "Hal\t:\t{{ hal }}", "Rincian")


def _orders(table: Table) -> None:
    row = shapes.add_row(table)
    shapes.hold_open(row, 5)
    to, orders = row.cells
    shapes.say(to, "Diteruskan kepada Sdr.:", "Kepala Sel")
    shapes.add_daftar(to, "diteruskan", shapes.PERSON, style="Daftar Sel")
    shapes.say(orders, "Dengan hormat harap:", "Kepala Sel")
    tick = f"{{% if b.dipilih %}}{TICKED}{{% else %}}{OPEN}{{% endif %}}"
    shapes.add_daftar(orders, "instruksi", "{{ b.teks }}", mark=tick, style="Pilihan")


def _notes(table: Table) -> None:
    notes = _whole(table)
    shapes.hold_open(table.rows[-1], 3)
    shapes.say(notes, "Catatan:", "Kepala Sel")
    shapes.add_isi(notes, "catatan", "Isi Sel")


def _initials(table: Table) -> None:
    signer, initials = shapes.add_row(table).cells
    shapes.keep_whole(table.rows[-1])
    shapes.signature_lines(signer, "pemberi_disposisi", suffix="Sel")
    shapes.say(initials, "Paraf dan tanggal:", "Kepala Sel")
    shapes.say(initials, "{{ tanggal_disposisi|tanggal }}", "Tanggal Paraf")
