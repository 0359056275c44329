"""Every fault that numbering can report, each with its facts as fields and a stable slug."""

from typing import ClassVar


class NumberingError(Exception):
    """Root of all faults of this library; its text is an Indonesian sentence with the remedy."""

    slug: ClassVar[str] = "nomor-salah"


class BadPattern(NumberingError):
    """A pola that cannot be kept: which part, at which character (from 1), and the remedy."""

    slug = "pola-salah"

    def __init__(self, part: str, position: int, message: str) -> None:
        super().__init__(f"Pola nomor salah pada huruf ke-{position}, bagian “{part}”: {message}")
        self.part = part
        self.position = position


class BadPart(NumberingError):
    """A value that a part of the pola cannot print, or that is missing."""

    slug = "bagian-nomor-salah"

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"Bagian {{{name}}} pada nomor: {message}")
        self.name = name


class BadBook(NumberingError):
    """A book whose own data cannot be kept."""

    slug = "buku-salah"


class BookExists(NumberingError):
    """The office has a book under this name already."""

    slug = "buku-sudah-ada"

    def __init__(self, buku: str) -> None:
        super().__init__(
            f"Buku “{buku}” sudah ada. Pakai nama pendek lain, atau ubah buku yang sudah ada."
        )
        self.buku = buku


class UnknownBook(NumberingError):
    """The office has no such book."""

    slug = "buku-tidak-dikenal"

    def __init__(self, buku: str) -> None:
        super().__init__(
            f"Buku “{buku}” belum ada di instansi ini. Tambahkan dahulu di Pengaturan, Buku nomor."
        )
        self.buku = buku


class UnknownNumber(NumberingError):
    """No number with this id, or for this draft, in this office."""

    slug = "nomor-tidak-dikenal"

    def __init__(self, what: object) -> None:
        super().__init__(
            f"Nomor “{what}” tidak ada di buku agenda instansi ini. Buka kembali dari buku agenda."
        )
        self.what = what


class BadPeriod(NumberingError):
    """A period that the book does not count by."""

    slug = "periode-salah"

    def __init__(self, periode: str, example: str) -> None:
        super().__init__(
            f"Periode “{periode}” tidak cocok dengan buku ini. Tulis seperti “{example}”."
        )
        self.periode = periode


class CounterBehind(NumberingError):
    """A last used number that is given after the book has begun to count."""

    slug = "nomor-terakhir-terlambat"

    def __init__(self, periode: str, terakhir: int) -> None:
        super().__init__(
            f"Nomor terakhir periode {periode} tidak dapat diubah lagi: "
            f"buku ini sudah memberi nomor {terakhir}. Nomor berikutnya {terakhir + 1}."
        )
        self.periode = periode
        self.terakhir = terakhir


class ReasonMissing(NumberingError):
    """A cancellation without a reason: an auditor must be able to read why."""

    slug = "alasan-kosong"

    def __init__(self) -> None:
        super().__init__("Alasan pembatalan belum diisi. Tulis mengapa nomor ini tidak dipakai.")


class AlreadyCancelled(NumberingError):
    """The number was cancelled before; it never comes back."""

    slug = "nomor-sudah-batal"

    def __init__(self, nomor_surat: str) -> None:
        super().__init__(
            f"Nomor {nomor_surat} sudah dibatalkan dan tidak dipakai lagi. "
            "Buat surat baru untuk nomor baru."
        )
        self.nomor_surat = nomor_surat
