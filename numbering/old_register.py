"""One row of an old register, read: an entry, and what there is to say about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from numbering.books import Buku
from numbering.headings import Headings
from numbering.letter import printed_with_gaps
from numbering.old_dates import UNREADABLE, Reading, read_day
from numbering.old_rows import RANGE, Problem, no_letter, say_of, several
from numbering.old_values import holds, range_of, sequence_in, sequence_of, text_of
from numbering.series import period_of
from numbering.tabular import Line

_HIGHEST = 999_999  # beyond this a typing error is certain
_CANCELLED = re.compile(r"\b(di)?batal(kan)?\b|\btidak (jadi di|ter|di)pakai\b", re.IGNORECASE)


@dataclass(frozen=True)
class OldEntry:
    """One letter of an old register. `alasan` is filled when the number was cancelled."""

    baris: int
    periode: str
    nomor_urut: int
    sisipan: str
    nomor_surat: str
    tanggal_surat: date
    kode: str
    hal: str
    tujuan: str
    keterangan: str
    alasan: str


@dataclass(frozen=True)
class Row:
    """One row, read: its entry if it is a letter, what is to be said, and its date."""

    entry: OldEntry | None
    problems: list[Problem]
    tanggal: Reading


def read_row(buku: Buku, headings: Headings, line: Line, order: str = "") -> Row:
    """Reads a row; `order` is that of day and month where dates are text."""
    texts = {name: text_of(_cell(line, column)) for name, column in headings.columns.items()}
    if "nomor_surat" not in texts and sequence_of(texts["nomor_urut"]) is None:
        texts["nomor_surat"] = texts["nomor_urut"]
    reading = read_day(_cell(line, headings.columns["tanggal_surat"]), order)
    sequence, problems = _sequence(buku, line.number, texts)
    problems += say_of(reading, line.number, texts["tanggal_surat"], order)
    if reading.day is None or sequence is None or any(one.kind == RANGE for one in problems):
        known = sequence is not None or reading.kind != UNREADABLE
        said = no_letter(headings, line, known=known)
        return Row(None, [said] if said else problems, reading)
    return Row(_entry(buku, line.number, texts, reading.day, sequence), problems, reading)


def _sequence(
    buku: Buku, row: int, texts: Mapping[str, str]
) -> tuple[tuple[int, str] | None, list[Problem]]:
    """The sequence from its own column, else from inside the printed number."""
    own, printed = texts.get("nomor_urut", ""), texts.get("nomor_surat", "")
    found = sequence_of(own) or sequence_in(buku.format, printed or own)
    if span := _span(found, own, printed):
        return (span[0], ""), [several(row, *span)]
    if found is None:
        return None, [_unread(buku, row, own, printed)]
    if not 1 <= found[0] <= _HIGHEST:
        pesan = f"Nomor urut {found[0]} tidak mungkin. Periksa salah ketik."
        return None, [Problem("nomor-tak-terbaca", row, pesan)]
    if printed and not holds(printed, found[0]):
        pesan = f"Nomor surat {printed} tidak memuat nomor urut {found[0]}. Periksa keduanya."
        return found, [Problem("nomor-berbeda", row, pesan, blocks=False)]
    return found, []


def _unread(buku: Buku, row: int, own: str, printed: str) -> Problem:
    """A row without its sequence; a printed number alone is read by the pola, which may differ."""
    if own in ("", printed) and "/" in printed:
        pesan = (
            f"Nomor surat “{printed}” tidak menurut pola buku ini, {buku.pola}, jadi nomor urutnya "
            "tidak terbaca. Tambahkan kolom nomor urut di filenya, atau samakan dahulu pola buku "
            "dengan registernya; atau lewati baris ini."
        )
        return Problem("nomor-tak-terbaca", row, pesan)
    shown = own or printed
    what = f"Nomor urut “{shown}” tidak terbaca" if shown else "Nomor urut kosong"
    remedy = "Isi dengan bilangan, misalnya 12 atau 12.A, atau lewati baris ini."
    return Problem("nomor-tak-terbaca", row, f"{what}. {remedy}")


def _span(found: tuple[int, str] | None, own: str, printed: str) -> tuple[int, int] | None:
    """The ends of several letters that share one row, as busy registers write them."""
    spans = filter(None, map(range_of, [own, *printed.split("/")]))
    return next((one for one in spans if found is None or one[0] == found[0]), None)


def _entry(
    buku: Buku, row: int, texts: Mapping[str, str], day: date, sequence: tuple[int, str]
) -> OldEntry:
    urut, sisipan = sequence
    bagian = {"unit": buku.kode_unit, **buku.bagian, "kode": texts.get("kode", "")}
    printed = texts.get("nomor_surat")
    printed = printed or printed_with_gaps(buku.format, bagian, day, urut, sisipan)
    return OldEntry(
        baris=row,
        periode=period_of(buku.restart, day),
        nomor_urut=urut,
        sisipan=sisipan,
        nomor_surat=printed,
        tanggal_surat=day,
        kode=texts.get("kode", ""),
        hal=texts.get("hal", ""),
        tujuan=texts.get("tujuan", ""),
        keterangan=texts.get("keterangan", ""),
        alasan=_cancelled(texts),
    )


def _cancelled(texts: Mapping[str, str]) -> str:
    """The remark that says so; elsewhere only the bare word does: a letter may be about it."""
    remark = texts.get("keterangan", "")
    if _CANCELLED.search(remark):
        return remark
    others = (texts.get("hal", ""), texts.get("tujuan", ""))
    return next((text for text in others if _CANCELLED.fullmatch(text.strip(" .-()"))), "")


def _cell(line: Line, column: int) -> object:
    return line.cells[column] if column < len(line.cells) else None
