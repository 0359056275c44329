"""What the archive refuses, each with its slug and a sentence for the person at the screen."""

from typing import ClassVar


class ArchiveError(Exception):
    """Root of the archive's errors; `str()` is an Indonesian sentence that names the remedy."""

    slug: ClassVar[str] = "arsip"


class NoSuchEntry(ArchiveError):
    """The office has no entry with this id."""

    slug = "arsip-tidak-ada"

    def __init__(self, entry_id: int) -> None:
        super().__init__(f"Arsip {entry_id} tidak ada di instansi ini. Cari lagi di halaman Arsip.")
        self.entry_id = entry_id


class NoSuchBerkas(ArchiveError):
    """The office has no dossier with this id."""

    slug = "berkas-tidak-ada"

    def __init__(self, berkas_id: int) -> None:
        super().__init__(
            f"Berkas nomor {berkas_id} tidak ada di instansi ini. Pilih berkas dari daftar berkas."
        )
        self.berkas_id = berkas_id


class BerkasClosed(ArchiveError):
    """A closed dossier takes no more documents."""

    slug = "berkas-sudah-ditutup"

    def __init__(self, berkas_id: int, judul: str) -> None:
        super().__init__(
            f"Berkas “{judul}” sudah ditutup. Buka kembali berkas itu sebelum menambah dokumen."
        )
        self.berkas_id = berkas_id
        self.judul = judul


class StoreFull(ArchiveError):
    """The disk of the store, or its quota, is full; nothing was kept."""

    slug = "penyimpanan-penuh"

    def __init__(self) -> None:
        super().__init__(
            "Tempat penyimpanan penuh, jadi file belum tersimpan. "
            "Kosongkan ruang pada diska, lalu ulangi."
        )


class FileMissing(ArchiveError):
    """The store has no file with this digest."""

    slug = "file-hilang"

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"File {digest[:12]}… tidak ada di penyimpanan. "
            "Pulihkan dari cadangan, lalu periksa arsip sekali lagi."
        )
        self.digest = digest


class FileDamaged(ArchiveError):
    """The bytes of a stored file no longer have the digest that they were kept under."""

    slug = "file-rusak"

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"Isi file {digest[:12]}… berubah sejak disimpan. "
            "Pulihkan dari cadangan, lalu periksa arsip sekali lagi."
        )
        self.digest = digest


class UploadRefused(ArchiveError):
    """An uploaded file is not of a kind that the archive keeps, or not what its name says."""

    slug = "unggahan-ditolak"

    def __init__(self, nama: str, sebab: str) -> None:
        super().__init__(f"File “{nama}” tidak dapat diterima: {sebab}")
        self.nama = nama
        self.sebab = sebab
