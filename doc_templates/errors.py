"""What can go wrong between the fields of a letter and its PDF.

Each error carries its facts and a stable slug, and says an Indonesian sentence that helps staff on.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal

from doc_templates.shapes import Fault

ConversionCode = Literal[
    "tidak-ada", "waktu-habis", "mati", "produk-rusak", "ditolak", "usang", "ditunda"
]
"""Why there is no PDF: no LibreOffice; this document took it too long, killed it, gave nothing
usable, or was refused before; nobody waits any more; or it was not tried to the end, whatever the
document."""


class DocTemplateError(Exception):
    """Root of all errors of this library; `str()` is an Indonesian sentence."""

    slug: ClassVar[str] = "templat-galat"


class UnknownKind(DocTemplateError):
    """No folder of the catalog has this slug."""

    slug = "jenis-tidak-dikenal"

    def __init__(self, jenis: str) -> None:
        super().__init__(f"Jenis naskah “{jenis}” tidak dikenal. Lihat daftar jenis yang ada.")
        self.jenis = jenis


class BadDescription(DocTemplateError):
    """A kind's folder cannot be used; `faults` tells all that is wrong, each with its place."""

    slug = "deskripsi-templat-salah"

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        super().__init__(f"Deskripsi templat {path} perlu diperbaiki: {' '.join(faults)}")
        self.path = path
        self.faults = tuple(faults)


class BadValues(DocTemplateError):
    """The values of a form are refused; `faults` tells all of them at once."""

    slug = "isian-salah"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"Ada {len(faults)} hal yang perlu diperbaiki. {spell_out(faults)}")
        self.faults = tuple(faults)


class TemplateFault(DocTemplateError):
    """The Word template is at fault; `place` is the text of the paragraph where it is."""

    slug = "templat-rusak"

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{message} Tempat: “{place}”." if place else message)
        self.message = message
        self.place = place


class UnfitTemplate(DocTemplateError):
    """A file that is not taken as a template at all; the sentence says why, and what to do."""

    slug = "templat-ditolak"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Templat ini ditolak: {reason}")
        self.reason = reason


class FillerFailed(DocTemplateError):
    """The process that fills uploaded templates did not start, or ended by itself."""

    slug = "pengisi-gagal"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Pengisi templat kantor berhenti ({reason}). Coba lagi; bila terulang, periksa "
            "templatnya."
        )


class LostText(DocTemplateError):
    """Text that was supplied is not in the document that came out."""

    slug = "teks-hilang"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"Dokumen tidak memuat semua yang diisikan. {spell_out(faults)}")
        self.faults = tuple(faults)


class ConversionFailed(DocTemplateError):
    """No usable PDF; `code` says why."""

    slug = "konversi-gagal"

    def __init__(self, code: ConversionCode, message: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def of_document(self) -> bool:
        """Whether it may come again at each try, since it came with this very document."""
        return self.code in ("waktu-habis", "mati", "produk-rusak", "ditolak")


class NotJoinable(DocTemplateError):
    """Letters that cannot be converted in one document, each of which then is converted alone."""

    slug = "tidak-dapat-digabung"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Surat dibuat satu per satu karena {reason}.")
        self.reason = reason


class UnreadablePdf(DocTemplateError):
    """These bytes do not open as a PDF."""

    slug = "pdf-tidak-terbaca"

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini tidak terbuka sebagai PDF. Pilih berkas lain atau pindai ulang."
        )


def spell_out(faults: Sequence[Fault]) -> str:
    """All faults in one line of text: `Hal: Belum diisi. Tanggal: …`."""
    return " ".join(f"{fault.label}: {fault.pesan}" for fault in faults)
