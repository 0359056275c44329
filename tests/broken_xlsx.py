"""Spreadsheets that are broken or would cost too much, each named after what is wrong with it."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook

SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_ROWS = "</sheetData>"
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
_BOMB = f'<!DOCTYPE worksheet [<!ENTITY e0 "xxxxxxxxxx">{_ENTITIES}]>'


def good(lines: Sequence[Sequence[object]]) -> bytes:
    """A spreadsheet as openpyxl writes it."""
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(list(line))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def broken(what: str, lines: Sequence[Sequence[object]]) -> bytes:
    """The same with this fault."""
    with zipfile.ZipFile(io.BytesIO(good(lines))) as package:
        members = {name: package.read(name).decode() for name in package.namelist()}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**members, **_FAULTS[what][0](members)}.items():
            package.writestr(name, text)
    return data.getvalue()


def said(what: str) -> str:
    """What must be told of it."""
    return _FAULTS[what][1]


def _more(rows: str) -> Callable[[Mapping[str, str]], Mapping[str, str | bytes]]:
    return lambda members: {SHEET: members[SHEET].replace(_ROWS, rows + _ROWS)}


def _long(size: int) -> str:
    return f'<row><c t="inlineStr"><is><t>{"x" * size}</t></is></c></row>'


def _in_utf_16(members: Mapping[str, str]) -> Mapping[str, str | bytes]:
    sheet = members[SHEET].replace(_ROWS, _long(2_000_000) + _ROWS)
    return {SHEET: sheet.encode("utf-16")}


Fault = tuple[Callable[[Mapping[str, str]], Mapping[str, str | bytes]], str]
_UNREADABLE, _LARGE, _LONG = "tidak dapat dibaca", "terlalu besar", "terlalu panjang"
_FAULTS: dict[str, Fault] = {
    "a cut sheet": (lambda members: {SHEET: members[SHEET][:-40]}, _UNREADABLE),
    "broken styles": (lambda _members: {STYLES: "<styleSheet"}, _UNREADABLE),
    "an unknown text": (_more('<row><c t="s"><v>999</v></c></row>'), _UNREADABLE),
    "a column that is none": (_more('<row><c r="ZZZZZ9"><v>1</v></c></row>'), _UNREADABLE),
    "entities that grow": (
        lambda members: {SHEET: _BOMB + members[SHEET].replace(_ROWS, "&e8;" + _ROWS)},
        _UNREADABLE,
    ),
    "a cell of 160 MB": (_more(_long(160_000_000)), _LARGE),
    "a cell of 2 MB": (_more(_long(2_000_000)), _LONG),
    "a cell of 4 MB in UTF-16": (_in_utf_16, _LONG),
    "a row of a million cells": (_more(f"<row>{'<c/>' * 1_000_000}</row>"), _LONG),
    "a text of 2 MB": (lambda _members: {TEXTS: f"<sst><si><t>{'x' * 2_000_000}"}, _LONG),
    "the billionth row": (
        _more('<row r="1000000000"><c><v>1</v></c></row>'), "lebih dari 1048576 baris"),
}  # fmt: skip
BROKEN = tuple(_FAULTS)
