"""Columns and sums that the tables of the performance report share."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.tables import Column

MIDDLE, RIGHT = Align.CENTER, Align.RIGHT
NUMBER = Column("No.", 0.9, "{{ loop.index }}", MIDDLE)
INDICATOR = Column("Indikator Kinerja", 6.0, "{{ b.indikator }}")
WIDE_INDICATOR = Column("Indikator Kinerja", 10.7, "{{ b.indikator }}")
UNIT = Column("Satuan", 1.8, "{{ b.satuan }}", MIDDLE)


def figure(title: str, field: str, width: float = 2.2) -> Column:
    """A column of figures, which are text: a target may be 93,75 or WTP."""
    return Column(title, width, f"{{{{ b.{field} }}}}", MIDDLE)


def sum_of(rows: str, field: str) -> str:
    """Template code for the sum of a column in rupiah."""
    return f"{{{{ {rows}|map(attribute='{field}')|select('number')|sum|rupiah }}}}"


def percent(part: str, whole: str) -> str:
    """Template code for part/whole as 96,64; a dash where that cannot be counted."""
    return (
        f"{{% if {whole} is number and {part} is number and {whole} %}}"
        f"{{% set bagian = ({part} * 10000 / {whole})|round|int %}}"
        "{{ bagian // 100 }},{{ bagian % 100 // 10 }}{{ bagian % 10 }}{% else %}–{% endif %}"
    )
