"""What notulen and daftar hadir share: the lines that say which meeting, and when and where."""

from docx.document import Document

from doc_templates.drafting import looks  # noqa: F401  # makes its styles known
from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.tables import add_row, bare_table, fill_row
from doc_templates.drafting.text import each, logic, say

LABEL_CM, COLON_CM = 3.8, 0.4
TIME = "{{ pukul_mulai|pukul(instansi.zona, pukul_selesai or 'selesai') }}"


def facts(doc: Document, rows: list[tuple[str, str]]) -> None:
    """Meeting, day, time, place and agenda, then further rows of label and value."""
    table = bare_table(doc, [LABEL_CM, COLON_CM, TEXT_WIDTH_CM - LABEL_CM - COLON_CM])
    common = [
        ("Rapat", "{{ rapat }}"),
        ("Hari, tanggal", "{{ tanggal_rapat|hari_tanggal }}"),
        ("Pukul", TIME),
        ("Tempat", "{{ tempat }}"),
    ]
    for label, value in common:
        fill_row(add_row(table), [label, ":", value], "Baris Keterangan")
    agenda = add_row(table)
    fill_row(agenda, ["Acara", ":"], "Baris Keterangan")
    points = agenda.cells[2]
    with each(points, "b in acara"):
        logic(points, "if loop.length > 1")
        say(points, "{{ loop.index }}.\t{{ b }}", "Daftar Rapat")
        logic(points, "else")
        say(points, "{{ b }}", "Baris Keterangan")
        logic(points, "endif")
    for label, value in rows:
        fill_row(add_row(table), [label, ":", value], "Baris Keterangan")
