"""An office's own list of classification codes, from xlsx or csv."""

import re
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

from sqlalchemy import Connection

from numbering.classification import doubled, replace_list
from numbering.errors import BadTable
from numbering.headings import CODES, Headings, find_headings
from numbering.old_values import text_of
from numbering.tabular import Line, read_lines

_NEEDED = (("kode",), ("uraian",))
_CODE = re.compile(r"[A-Za-z0-9]+([.\-/ ][A-Za-z0-9]+)*\.?")
_LONGEST = 60  # characters; the column holds no more
_SHOWN = 200


@dataclass
class CodesReport:
    """What came in. Doubled codes are kept; rows without code or title are not, and are named."""

    edisi: str
    count: int = 0
    doubled: dict[str, list[str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)


def import_codes(conn: Connection, instansi_id: int, edisi: str, source: BinaryIO) -> CodesReport:
    """Puts the office's list in place of its earlier one of this edition.

    Raises BadTable for a file that is no such list; the earlier one then stays.
    """
    edisi = " ".join(edisi.split())
    if not edisi:
        raise BadTable("Edisi daftar belum diisi. Tulis misalnya “Permendagri 83/2022”.")
    report = CodesReport(edisi)
    with closing(read_lines(source)) as lines:
        headings = find_headings(lines, CODES, _NEEDED)
    rows = list(_rows(source, headings, report))  # a damaged end must show before the old list goes
    if not rows:
        raise BadTable("Daftar ini tidak memuat satu kode pun di bawah judul kolomnya.")
    report.count = replace_list(conn, instansi_id, edisi, rows)
    report.doubled = doubled(conn, instansi_id, edisi)
    return report


def _rows(
    source: BinaryIO, headings: Headings, report: CodesReport
) -> Generator[dict[str, str], None, None]:
    with closing(read_lines(source)) as lines:
        for line in lines:
            if line.number > headings.row and (row := _row(line, headings, report)):
                yield row


def _row(line: Line, headings: Headings, report: CodesReport) -> dict[str, str] | None:
    cells = {name: line.cells[n] for name, n in headings.columns.items() if n < len(line.cells)}
    row = {name: text_of(cell) for name, cell in cells.items()}
    kode = row.get("kode", "")
    if _CODE.fullmatch(kode) and len(kode) <= _LONGEST and row.get("uraian"):
        return {**row, "kode": kode.rstrip(".")}
    if len(report.unreadable) < _SHOWN:
        what = f"kode “{kode}” tidak terbaca" if row.get("uraian") else "uraian kosong"
        report.unreadable.append(f"Baris {line.number}: {what}; baris ini tidak ikut diimpor.")
    return None
