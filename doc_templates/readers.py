"""From what staff typed to a typed value: one reader for each kind of field that is a single value.

Each takes the field, the raw value (never empty) and the font check, and raises Refused with one
Indonesian sentence per fault. Text stays as typed, but for empty lines and spaces around it.
"""

import re
from collections.abc import Callable, Sequence

from doc_templates.dates import read_date
from doc_templates.glyphs import unprintable
from doc_templates.shapes import Field, Glyphs, Refused
from doc_templates.values import Tick, Value
from doc_templates.words import LARGEST

_AROUND = " \n\u00a0"
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_WHOLE = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)")


def read_text(field: Field, raw: object, glyphs: Glyphs) -> str:
    """Text as typed, without what is empty around it; a tab becomes a space, CR LF a line feed."""
    text = plain(raw).strip(_AROUND)
    faults = text_faults(text, glyphs)
    if len(text) > field.limit:
        faults.insert(
            0, f"Terlalu panjang: {len(text)} karakter, paling banyak {field.limit}. Ringkaskan."
        )
    if faults:
        raise Refused(*faults)
    return text


def read_paragraphs(field: Field, raw: object, glyphs: Glyphs) -> list[str]:
    """Long text: one paragraph for each line that is not empty."""
    raw = "\n".join(plain(line) for line in raw) if isinstance(raw, list) else raw
    lines = read_text(field, raw, glyphs).split("\n")
    return [line.rstrip(_AROUND) for line in lines if line.strip()]


def read_day(field: Field, raw: object, glyphs: Glyphs) -> Value:
    """A date."""
    return read_date(read_text(field, raw, glyphs))


def read_clock(field: Field, raw: object, glyphs: Glyphs) -> str:
    """A time of day, written with a dot: `09.00`; `selesai` is a time too."""
    text = read_text(field, raw, glyphs)
    found = _CLOCK.fullmatch(text)
    if found:
        return f"{int(found[1]):02}.{found[2]}"
    if text.lower() == "selesai":
        return text
    raise Refused(f"Jam “{text}” tidak ada. Tulis seperti 09.00 atau selesai.")


def read_number(field: Field, raw: object, glyphs: Glyphs) -> int:
    """A whole number; dots between thousands are allowed."""
    text = read_text(field, raw, glyphs)
    if not _WHOLE.fullmatch(text):
        raise Refused(f"“{text}” bukan bilangan bulat. Tulis angka saja, misalnya 12 atau 1.500.")
    number = int(text.replace(".", ""))
    if abs(number) > LARGEST:
        raise Refused("Bilangan terlalu besar, paling banyak 15 angka.")
    return number


def read_choice(field: Field, raw: object, glyphs: Glyphs) -> str:
    """One of the options."""
    text = read_text(field, raw, glyphs)
    if text not in field.pilihan:
        raise Refused(
            f"“{text}” tidak ada dalam pilihan. Pilih salah satu: {', '.join(field.pilihan)}."
        )
    return text


def read_ticks(field: Field, raw: object, glyphs: Glyphs) -> list[Tick]:
    """All options, ticked or not, and after them the free lines that were added."""
    chosen = [read_text(field, line, glyphs) for line in (raw if isinstance(raw, list) else [raw])]
    free = [text for text in dict.fromkeys(chosen) if text.strip() and text not in field.pilihan]
    return ticks(field.pilihan, chosen) + ticks(free, chosen)


def ticks(lines: Sequence[str], chosen: Sequence[str]) -> list[Tick]:
    """A tick for each line, set where it is chosen."""
    return [Tick(line, line in chosen) for line in lines]


def plain(raw: object) -> str:
    """The text of a raw value; whole numbers count as their digits."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if not isinstance(raw, str):
        raise Refused("Harus berupa teks. Tulis nilainya di antara tanda kutip.")
    return raw.replace("\r\n", "\n").replace("\t", " ")


def text_faults(text: str, glyphs: Glyphs) -> list[str]:
    """A sentence about characters that are no text, or that no font of the office has."""
    faults = []
    controls = unprintable(text)
    if controls:
        names = ", ".join(controls)
        faults += [f"Memuat karakter kendali yang tidak tercetak: {names}. Hapus karakter itu."]
    missing = [glyph for glyph in glyphs(text) if glyph not in controls]
    if missing:
        names = ", ".join(missing)
        faults += [f"Memuat karakter yang tidak ada di huruf kantor: {names}. Hapus atau ganti."]
    return faults


READERS: dict[str, Callable[[Field, object, Glyphs], Value]] = {
    "teks": read_text,
    "paragraf": read_paragraphs,
    "tanggal": read_day,
    "jam": read_clock,
    "angka": read_number,
    "pilihan": read_choice,
    "centang": read_ticks,
}
