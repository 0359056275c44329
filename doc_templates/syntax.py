"""What is wrong with the text of a data file, and where, in words of the office."""

import json
import re
from tomllib import TOMLDecodeError

# What the parsers say, by its beginning; the first that fits is taken.
TOML = (
    ("Illegal character '\\n'", "tanda kutip penutup belum ada di baris ini"),
    ("Illegal character", "ada tanda yang tidak boleh di dalam teks berkutip"),
    ("Found invalid character", "ada tanda yang tidak boleh sesudah tanda #"),
    ("Unterminated string", "tanda kutip penutup belum ada"),
    ("Invalid statement", "baris ini bukan “nama = nilai” dan bukan [tabel]"),
    ("Expected newline", "ada tulisan lain sesudah nilainya"),
    ("Expected '='", "tanda = belum ada sesudah namanya"),
    ("Expected ']", "kurung siku penutup belum ada"),
    ("Expected", "tanda kutip penutup belum ada"),
    ("Cannot declare", "tabel ini sudah ditulis sebelumnya"),
    ("Cannot", "nama ini sudah ditulis sebelumnya"),
    ("Duplicate", "nama ini sudah ditulis sebelumnya"),
    ("Escaped", "tanda \\ di dalam teks berkutip harus ditulis dua kali"),
    ("Unescaped", "tanda \\ di dalam teks berkutip harus ditulis dua kali"),
    ("Invalid hex", "tanda \\ di dalam teks berkutip harus ditulis dua kali"),
    ("Invalid date", "tanggal atau jam ini tidak ada"),
    ("Invalid initial", "nama tidak boleh diawali tanda ini"),
    ("Invalid value", "nilainya tidak terbaca; teks ditulis di antara tanda kutip"),
    ("Unclosed array", "koma atau kurung siku penutup belum ada"),
    ("Unclosed inline", "koma atau kurung kurawal penutup belum ada"),
)
JSON = (
    ("Expecting value", "nilainya belum ada atau tidak terbaca"),
    ("Expecting ','", "koma atau kurung penutup belum ada"),
    ("Expecting ':'", "tanda : belum ada sesudah namanya"),
    ("Expecting property name", "nama harus ditulis di antara tanda kutip ganda"),
    ("Illegal trailing comma", "koma terakhir sebelum kurung penutup harus dihapus"),
    ("Unterminated string", "tanda kutip penutup belum ada"),
    ("Invalid control character", "tanda kutip penutup belum ada di baris ini"),
    ("Invalid \\", "tanda \\ di dalam teks berkutip harus ditulis dua kali"),
    ("Extra data", "ada tulisan lain sesudah kurung penutup"),
)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def said(fault: TOMLDecodeError | json.JSONDecodeError | UnicodeDecodeError) -> str:
    """Say a parser's fault as a sentence with line and column."""
    if isinstance(fault, UnicodeDecodeError):
        before = fault.object[: fault.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"Baris {line}, kolom {column}: hurufnya bukan UTF-8. Simpan ulang sebagai UTF-8."
    if isinstance(fault, json.JSONDecodeError):
        return f"Baris {fault.lineno}, kolom {fault.colno}: {_words(JSON, fault.msg)}."
    found = _PLACE.search(str(fault))
    where = f"Baris {found[1]}, kolom {found[2]}" if found else "Di akhir file"
    return f"{where}: {_words(TOML, str(fault))}."


def _words(table: tuple[tuple[str, str], ...], message: str) -> str:
    known = (words for start, words in table if message.startswith(start))
    return next(known, "tulisannya tidak terbaca")
