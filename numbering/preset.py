"""The number patterns of a real office, as one file tells them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from numbering.format import NumberFormat
from numbering.parts import NBSP


@dataclass(frozen=True)
class PresetBook:
    """One book of such an office. `andaian` says what its source does not show."""

    slug: str
    nama: str
    pola: str
    restart: str
    kode_unit: str = ""
    bagian: Mapping[str, str] = field(default_factory=dict)
    andaian: tuple[str, ...] = ()

    @property
    def format(self) -> NumberFormat:
        """The pola of this book, parsed. Raises BadPattern."""
        return NumberFormat.parse(self.pola, self.bagian)


@dataclass(frozen=True)
class Sample:
    """A printed number, the values that make it, and the parts left blank in it (`celah`).

    `ruang` is the width of each gap. `buatan` marks a number of ours, not one from the source.
    """

    buku: str
    nomor: str
    isi: Mapping[str, object]
    celah: tuple[str, ...] = ()
    ruang: int = 0
    buatan: bool = False

    def printed(self, book: PresetBook) -> str:
        """What the book's pola prints for it, to be compared with `nomor`. Raises BadPart."""
        values = {"unit": book.kode_unit, **book.bagian, **self.isi}
        return book.format.render(values, self.celah, self.ruang).replace(NBSP, " ")


@dataclass(frozen=True)
class Preset:
    """One region or office, with the source of its numbers."""

    slug: str
    nama: str
    sumber: str
    catatan: str
    buku: tuple[PresetBook, ...]
    contoh: tuple[Sample, ...]

    @property
    def untried(self) -> tuple[PresetBook, ...]:
        """The books that no sample tries."""
        tried = {one.buku for one in self.contoh}
        return tuple(book for book in self.buku if book.slug not in tried)
