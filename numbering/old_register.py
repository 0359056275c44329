"""One row of an old register, read: an entry, and what there is to say about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from numbering.books import Buku
from numbering.headings import REGISTER, Headings, match
from numbering.letter import printed_with_gaps
from numbering.old_values import date_of, sequence_in, sequence_of, text_of
from numbering.series import period_of
from numbering.tabular import Line

_HIGHEST = 999_999  # beyond this a typing error is certain
_CANCELLED = re.compile(r"\b(di)?batal(kan)?\b|\btidak (jadi di|ter|di)pakai\b", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """What is to be said about a row. Where `blocks`, nothing is imported until it is settled."""

    kind: str
    baris: int
    pesan: str
    blocks: bool = True


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


def read_entry(buku: Buku, headings: Headings, line: Line) -> tuple[OldEntry | None, list[Problem]]:
    """The entry of one row, if it can be read, and every problem with the row."""
    texts = {name: text_of(_cell(line, column)) for name, column in headings.columns.items()}
    if "nomor_surat" not in texts and sequence_of(texts["nomor_urut"]) is None:
        texts["nomor_surat"] = texts["nomor_urut"]
    day, as_text = date_of(_cell(line, headings.columns["tanggal_surat"]))
    sequence, problems = _sequence(buku, line.number, texts)
    if day is None:
        problems.append(_bad_date(line.number, texts["tanggal_surat"]))
    elif as_text:
        spoken = f"Tanggal berupa teks “{texts['tanggal_surat']}” dibaca {day:%d-%m-%Y}."
        remedy = "Bila keliru, ubah selnya menjadi tanggal."
        problems.append(Problem("tanggal-teks", line.number, f"{spoken} {remedy}", blocks=False))
    if day is None or sequence is None:
        said = _no_entry(headings, line)
        return None, [said] if said else problems
    return _entry(buku, line.number, texts, day, sequence), problems


def _no_entry(headings: Headings, line: Line) -> Problem | None:
    """Rows that are no letters: the headings once more, or the figures below them."""
    filled = [(n, text_of(cell)) for n, cell in enumerate(line.cells) if text_of(cell)]
    if len(match(line.cells, REGISTER)) >= 2:
        pesan = "Baris ini judul kolom lagi. Sisakan satu baris judul, atau lewati baris ini."
        return Problem("judul-berulang", line.number, pesan)
    figures = all(text.strip("()") == str(n + 1) for n, text in filled)
    if figures and len(filled) > 2 and line.number <= headings.row + 2:
        pesan = "Baris nomor kolom (1, 2, 3, …) dilewati."
        return Problem("nomor-kolom", line.number, pesan, blocks=False)
    return None


def _sequence(
    buku: Buku, row: int, texts: Mapping[str, str]
) -> tuple[tuple[int, str] | None, list[Problem]]:
    """The sequence from its own column, else from inside the printed number."""
    own, printed = texts.get("nomor_urut", ""), texts.get("nomor_surat", "")
    found = sequence_of(own) or sequence_in(buku.format, printed or own)
    if found is None:
        shown = own or printed
        what = f"Nomor urut “{shown}” tidak terbaca" if shown else "Nomor urut kosong"
        remedy = "Isi dengan bilangan, misalnya 12 atau 12.A, atau lewati baris ini."
        return None, [Problem("nomor-tak-terbaca", row, f"{what}. {remedy}")]
    if not 1 <= found[0] <= _HIGHEST:
        pesan = f"Nomor urut {found[0]} tidak mungkin. Periksa salah ketik."
        return None, [Problem("nomor-tak-terbaca", row, pesan)]
    if printed and found[0] not in {int(figures) for figures in re.findall(r"\d{1,9}", printed)}:
        pesan = f"Nomor surat {printed} tidak memuat nomor urut {found[0]}. Periksa keduanya."
        return found, [Problem("nomor-berbeda", row, pesan, blocks=False)]
    return found, []


def _bad_date(row: int, text: str) -> Problem:
    what = f"Tanggal “{text}” tidak terbaca" if text else "Tanggal surat kosong"
    remedy = "Tulis sebagai tanggal, misalnya 05-03-2025, atau lewati baris ini."
    return Problem("tanggal-tak-terbaca", row, f"{what}. {remedy}")


def _entry(
    buku: Buku, row: int, texts: Mapping[str, str], day: date, sequence: tuple[int, str]
) -> OldEntry:
    urut, sisipan = sequence
    bagian = {"unit": buku.kode_unit, **buku.bagian, "kode": texts.get("kode", "")}
    printed = texts.get("nomor_surat") or printed_with_gaps(buku.format, bagian, day, urut)
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


def merged_problems(headings: Headings, ranges: Sequence[tuple[int, int]]) -> list[Problem]:
    """What merged cells hide: a second row of headings, or values that rows share."""
    return [_merged(headings, *rows) for rows in ranges if rows[1] >= headings.row]


def _merged(headings: Headings, first: int, last: int) -> Problem:
    if first <= headings.row:
        pesan = (
            f"Judul kolom terdiri atas sel gabungan sampai baris {last}. Pisahkan selnya dan "
            "sisakan satu baris judul."
        )
        return Problem("judul-berulang", first, pesan)
    rows = f"Baris {first}" if first == last else f"Baris {first} sampai {last}"
    pesan = f"{rows} memuat sel gabungan. Pisahkan selnya, lalu isi tiap baris."
    return Problem("sel-gabungan", first, pesan)
