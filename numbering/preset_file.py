"""Reads a preset from its TOML file, or tells all that is wrong with it and where."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from numbering.books import AGENDA_MASUK, check_slug
from numbering.errors import BadPart, BadPattern, BadPreset, NumberingError
from numbering.parts import BUILT_IN
from numbering.preset import Preset, PresetBook, Sample
from numbering.series import check_restart

_BIGGEST = 1_000_000  # bytes; the longest of ours has 2,000


class _Key(NamedTuple):
    """What a key must hold, in words and as a test, and whether it must be there."""

    holds: str
    fits: Callable[[object], bool]
    wanted: bool = False


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_filled, value))


def _is_width(value: object) -> bool:
    return type(value) is int and 0 <= value <= 40  # room for a hand


def _is_values(value: object) -> bool:
    return isinstance(value, dict) and all(type(one) in (str, int) for one in value.values())


_TEXT, _FILLED = ("teks dalam tanda kutip", _is_text), ("teks yang tidak kosong", _is_filled)
_TEXTS = ('daftar teks, misalnya ["urut"]', _is_texts)
_ROWS = ("baris-baris yang dimulai dengan [[…]]", lambda value: isinstance(value, list))
_TOP = {
    "nama": _Key(*_FILLED, wanted=True),
    "sumber": _Key(*_FILLED, wanted=True),
    "catatan": _Key(*_TEXT),
    "buku": _Key(_ROWS[0], lambda value: isinstance(value, list) and bool(value), wanted=True),
    "contoh": _Key(*_ROWS),
}
_BOOK = {
    "slug": _Key(*_FILLED, wanted=True),
    "nama": _Key(*_FILLED, wanted=True),
    "pola": _Key(*_FILLED, wanted=True),
    "restart": _Key(*_FILLED, wanted=True),
    "kode_unit": _Key(*_TEXT),
    "bagian": _Key(
        'tabel teks, misalnya { bidang = "IV" }',
        lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
    ),
    "andaian": _Key(*_TEXTS),
}
_SAMPLE = {
    "buku": _Key(*_FILLED, wanted=True),
    "nomor": _Key(*_FILLED, wanted=True),
    "isi": _Key('tabel isi nomor, misalnya { kode = "005", urut = 7 }', _is_values, wanted=True),
    "celah": _Key(*_TEXTS),
    "ruang": _Key("bilangan bulat 0 sampai 40", _is_width),
    "buatan": _Key("true atau false", lambda value: isinstance(value, bool)),
}
_MANY = ("celah", "andaian")


def read_preset(path: Path) -> Preset:
    """The preset of a file, named as the file is. Raises BadPreset with all faults, OSError."""
    with path.open("rb") as source:
        data = source.read(_BIGGEST + 1)
    if len(data) > _BIGGEST:
        raise BadPreset(path.name, ["File ini terlalu besar untuk pola nomor sebuah wilayah."])
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))  # Windows puts a mark before it
    except UnicodeDecodeError as fault:
        raise BadPreset(path.name, ["Bukan teks UTF-8. Simpan ulang sebagai UTF-8."]) from fault
    except tomllib.TOMLDecodeError as fault:
        raise BadPreset(path.name, [f"Bukan berkas TOML yang benar: {fault}."]) from fault
    return _Reading(path.name).preset(path.stem, table)


@dataclass
class _Reading:
    """One pass over a file, which gathers its faults."""

    name: str
    faults: list[str] = field(default_factory=list)

    def preset(self, slug: str, data: Mapping[str, object]) -> Preset:
        top = self._table("Bagian atas", data, _TOP)
        buku = {one.slug: one for one in self._books(top)}
        contoh = tuple(self._samples(top, buku))
        if self.faults:
            raise BadPreset(self.name, self.faults)
        told = {"catatan": "", **top, "buku": tuple(buku.values()), "contoh": contoh}
        return Preset(slug=slug, **told)

    def _books(self, top: Mapping[str, Any]) -> Iterator[PresetBook]:
        seen: set[str] = set()
        for place, row in self._rows(top, "buku", "slug", _BOOK):
            book = PresetBook(**({"slug": "", "nama": "", "pola": "", "restart": ""} | row))
            checks = {
                "slug": lambda book=book: check_slug(book.slug),
                "pola": lambda book=book: book.format,
                "restart": lambda book=book: check_restart(book.restart),
            }
            for key in checks.keys() & row.keys():
                self._try(place, checks[key])
            if book.slug and book.slug in seen:
                self._blame(place, f"slug “{book.slug}” sudah dipakai buku lain. Ganti salah satu.")
            if book.slug == AGENDA_MASUK:
                self._blame(place, f"slug “{book.slug}” milik agenda surat masuk. Pakai nama lain.")
            seen.add(book.slug)
            yield book

    def _samples(self, top: Mapping[str, Any], books: Mapping[str, PresetBook]) -> Iterator[Sample]:
        for place, row in self._rows(top, "contoh", "buku", _SAMPLE):
            book = books.get(row.get("buku", ""))
            if book is None and "buku" in row:
                known = ", ".join(filter(None, books)) or "belum ada"
                self._blame(place, f"buku “{row['buku']}” tidak ada. Yang ada: {known}.")
            if book is not None and row.keys() >= {"nomor", "isi"}:
                sample = Sample(**row)
                self._compare(place, sample, book)
                yield sample

    def _compare(self, place: str, sample: Sample, book: PresetBook) -> None:
        known = {*BUILT_IN, *book.bagian}
        for name in sorted({*sample.isi, *sample.celah} - known):
            self._blame(place, f"bagian “{name}” tidak dikenal.{_near(name, known)}")
        try:
            printed = sample.printed(book)
        except BadPattern:
            return  # told of the book already
        except BadPart as fault:
            self._blame(place, str(fault))
            return
        if printed != sample.nomor:
            self._blame(
                place,
                f"nomornya seharusnya “{sample.nomor}”, tetapi yang keluar “{printed}”. "
                f"Betulkan pola buku “{book.slug}”, atau isi contoh ini.",
            )

    def _rows(
        self, top: Mapping[str, Any], key: str, told: str, keys: Mapping[str, _Key]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        for number, row in enumerate(top.get(key, ()), start=1):
            place = f"[[{key}]] ke-{number}"
            if not isinstance(row, dict):
                self._blame(place, f"harus berupa tabel. Tulis [[{key}]] di atas isinya.")
                continue
            called = row.get(told)
            place += f" ({called})" if _is_filled(called) else ""
            yield place, self._table(place, row, keys)

    def _table(
        self, place: str, data: Mapping[str, object], keys: Mapping[str, _Key]
    ) -> dict[str, Any]:
        """What fits of a table; the rest is blamed."""
        for name in sorted(data.keys() - keys.keys()):
            self._blame(place, f"kunci “{name}” tidak dikenal.{_near(name, keys)}")
        for name, key in keys.items():
            if name in data and not key.fits(data[name]):
                self._blame(place, f"kunci “{name}” harus berisi {key.holds}.")
            elif key.wanted and name not in data:
                self._blame(place, f"kunci “{name}” belum ada. Isinya {key.holds}.")
        fitting = [name for name in keys if name in data and keys[name].fits(data[name])]
        good: dict[str, Any] = {name: data[name] for name in fitting}
        return {name: tuple(one) if name in _MANY else one for name, one in good.items()}

    def _try(self, place: str, check: Callable[[], object]) -> None:
        try:
            check()
        except BadPattern as fault:
            for one in fault.faults:
                self._blame(place, str(one))
        except NumberingError as fault:
            self._blame(place, str(fault))

    def _blame(self, place: str, sentence: str) -> None:
        self.faults.append(f"{place}: {sentence}")


def _near(name: str, known: Iterator[str] | Mapping[str, _Key] | set[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" Mungkin maksudnya “{close[0]}”." if close else " Hapus, atau betulkan namanya."
