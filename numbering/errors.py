"""Every fault that numbering can report, each with its facts as fields and a stable slug."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from numbering.wording import tanggal as spelled


class NumberingError(Exception):
    """Root of all faults of this library; its text is an Indonesian sentence with the remedy."""

    slug: ClassVar[str] = "nomor-salah"


@dataclass(frozen=True)
class PatternFault:
    """One fault of a pola: which part, at which character (from 1), and the remedy."""

    part: str
    position: int
    remedy: str

    def __str__(self) -> str:
        """The sentence that people read."""
        place = f"huruf ke-{self.position}, bagian “{self.part}”"
        return f"Pola nomor salah pada {place}: {self.remedy}"


class BadPattern(NumberingError):
    """A pola that cannot be kept, with all its faults in their order; its text is a line each."""

    slug = "pola-salah"

    def __init__(self, faults: Sequence[PatternFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


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


class BadPreset(NumberingError):
    """A file of a region's patterns that cannot be used, with all its faults and their places."""

    slug = "wilayah-salah"

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{name}: {fault}" for fault in faults))
        self.name = name
        self.faults = tuple(faults)


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


class RestartSettled(NumberingError):
    """Another restart for a book that counts already: `periode` when only its start was set."""

    slug = "mulai-lagi-tetap"

    def __init__(self, buku: str, periode: str = "", terakhir: int = 0) -> None:
        if periode:
            why = f"nomor terakhir buku {buku} sudah diisi, {terakhir} pada periode {periode}"
            how = "Ubah nomor terakhir itu menjadi 0, ubah ini, lalu isi lagi nomor terakhirnya."
        else:
            why = f"buku {buku} sudah memberi nomor, dan nomor yang sama akan terbit dua kali"
            how = (
                "Untuk surat keluar dengan hitungan lain, buat buku baru dengan pola yang berbeda, "
                "lalu pilih buku itu untuk jenis naskahnya."
            )
        super().__init__(f"Kapan nomor urut mulai lagi tidak dapat diubah: {why}. {how}")


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


class BackDated(NumberingError):
    """A letter dated before the newest one of its book and period, which the book forbids."""

    slug = "tanggal-mundur"

    def __init__(self, buku: str, tanggal: date, terbaru: date) -> None:
        super().__init__(
            f"Tanggal surat {spelled(tanggal)} lebih awal daripada surat terbaru di buku {buku}, "
            f"{spelled(terbaru)}. Pakai tanggal {spelled(terbaru)} atau sesudahnya, pakai nomor "
            "sisipan, atau minta admin mengizinkan tanggal mundur untuk buku ini."
        )
        self.tanggal = tanggal
        self.terbaru = terbaru


class NoteMissing(NumberingError):
    """Something out of the ordinary that lacks its reason or its source."""

    slug = "keterangan-kosong"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} belum diisi. Tulis agar pemeriksa tahu sebabnya.")


class BadNumber(NumberingError):
    """A sequence number that this book cannot have."""

    slug = "nomor-urut-salah"


class NumberTaken(NumberingError):
    """The integer, or the printed number, has a row already, in this book or another (`buku`)."""

    slug = "nomor-sudah-tercatat"

    def __init__(self, nomor_surat: str, state: str, buku: str = "ini") -> None:
        super().__init__(
            f"Nomor {nomor_surat} sudah tercatat di buku {buku} dengan keadaan {state}. "
            "Periksa nomornya, atau buka catatan yang sudah ada."
        )
        self.nomor_surat = nomor_surat
        self.state = state


class BadBlock(NumberingError):
    """A block that cannot be kept: too large, ended before it began, or over other numbers."""

    slug = "blok-salah"


class BlockClosed(NumberingError):
    """A block that gives no more numbers: released, used up, or past its end date."""

    slug = "blok-tertutup"


class BadInsertion(NumberingError):
    """An insertion that has no two neighbours, or a date outside them."""

    slug = "sisipan-salah"


class InsertionsFull(NumberingError):
    """No mark is left that would still sort after the others."""

    slug = "sisipan-penuh"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Sesudah nomor ini sudah ada {most} sisipan. Sisipkan sesudah nomor lain, "
            "atau pakai nomor berikutnya."
        )


class BadTable(NumberingError):
    """A file that cannot be read as a table, or whose headings are not understood."""

    slug = "tabel-salah"


class ImportRefused(NumberingError):
    """An old register that cannot come in as it is, or cannot be taken back any more."""

    slug = "impor-ditolak"


class BadLetter(NumberingError):
    """An incoming letter or a delivery that lacks what its book must show."""

    slug = "catatan-agenda-salah"
