"""The permission matrix: what each role may do. Nothing else in the code decides it."""

from dataclasses import dataclass
from enum import StrEnum


class Peran(StrEnum):
    """Roles of people who sign in."""

    STAF = "staf"
    KASI = "kasi"
    SEKRETARIS = "sekretaris"
    PIMPINAN = "pimpinan"
    ARSIPARIS = "arsiparis"
    INSPEKTORAT = "inspektorat"
    ADMIN = "admin"
    KABUPATEN = "kabupaten"


class Izin(StrEnum):
    """What a page or a button may ask for; RIGHTS says it in words."""

    DIRI = "diri"
    LIHAT = "lihat"
    BUAT = "buat"
    PUTUS = "putus"
    TANDA_TANGAN = "tanda-tangan"
    BERKAS = "berkas"
    EKSPOR = "ekspor"
    BATAL = "batal"
    AGENDA = "agenda"
    SOP = "sop"
    TEMPLAT = "templat"
    TERTUTUP = "tertutup"
    JEJAK = "jejak"
    ATUR = "atur"
    KABUPATEN = "kabupaten"


@dataclass(frozen=True)
class Role:
    """A role as people read it: its name, who has it, and what it may do."""

    nama: str
    untuk: str
    izin: frozenset[Izin]


RIGHTS: dict[Izin, str] = {
    Izin.DIRI: "Masuk, keluar, dan mengatur akun sendiri",
    Izin.LIHAT: "Membaca surat, buku agenda, berkas, dan arsip instansi",
    Izin.BUAT: "Menulis konsep, menerbitkan surat, mencatat surat masuk, mengunggah file",
    Izin.PUTUS: "Memutuskan langkah SOP mana pun; pelaksana langkah memutuskan langkahnya sendiri",
    Izin.TANDA_TANGAN: "Mengunggah salinan bertanda tangan, mencatat tempat naskah kertas",
    Izin.BERKAS: "Membuka dan menutup berkas",
    Izin.EKSPOR: "Mengekspor berkas dan mengunduh paketnya",
    Izin.BATAL: "Membatalkan surat atau nomor, dengan alasan",
    Izin.AGENDA: "Memberi nomor di luar urutan: sisipan, blok, nomor dari luar",
    Izin.SOP: "Mengubah SOP dan pelaksananya",
    Izin.TEMPLAT: "Mengganti templat Word sebuah jenis naskah",
    Izin.TERTUTUP: "Membaca semua dokumen Terbatas, Rahasia, dan Sangat Rahasia",
    Izin.JEJAK: "Membaca jejak audit instansi",
    Izin.ATUR: "Mengatur profil, pejabat, buku nomor, dan akun instansi",
    Izin.KABUPATEN: "Menambah instansi, admin pertamanya, dan akses Inspektorat",
}

_DAILY = frozenset({Izin.DIRI, Izin.LIHAT, Izin.BUAT, Izin.TANDA_TANGAN, Izin.BERKAS, Izin.EKSPOR})
_READING = frozenset({Izin.DIRI, Izin.LIHAT, Izin.EKSPOR})

ROLES: dict[Peran, Role] = {
    Peran.STAF: Role("Staf", "pelaksana yang menulis surat dan mengisi berkas", _DAILY),
    Peran.KASI: Role("Kasubbag/Kasi", "kepala subbagian atau kepala seksi", _DAILY | {Izin.AGENDA}),
    Peran.SEKRETARIS: Role(
        "Sekretaris",
        "sekretaris camat atau sekretaris dinas",
        _DAILY
        | {Izin.PUTUS, Izin.BATAL, Izin.AGENDA, Izin.SOP, Izin.TEMPLAT, Izin.TERTUTUP, Izin.JEJAK},
    ),
    Peran.PIMPINAN: Role(
        "Pimpinan", "camat atau kepala instansi", _DAILY | {Izin.PUTUS, Izin.BATAL}
    ),
    Peran.ARSIPARIS: Role(
        "Petugas arsip",
        "yang menyimpan naskah kertas dan arsip",
        _READING | {Izin.TANDA_TANGAN, Izin.BERKAS, Izin.TERTUTUP},
    ),
    Peran.INSPEKTORAT: Role(
        "Inspektorat", "pemeriksa, di instansi yang diberikan kepadanya", _READING | {Izin.JEJAK}
    ),
    Peran.ADMIN: Role(
        "Admin",
        "pengelola Naskah di instansi ini",
        frozenset(Izin) - {Izin.PUTUS, Izin.TERTUTUP, Izin.KABUPATEN},
    ),
    Peran.KABUPATEN: Role(
        "Admin kabupaten",
        "pengelola semua instansi, tanpa membaca suratnya",
        frozenset({Izin.DIRI, Izin.KABUPATEN}),
    ),
}
# An office's own administrator gives these; whoever reaches beyond the office is named elsewhere.
OF_OFFICE = tuple(peran for peran in Peran if peran is not Peran.KABUPATEN)


def may(peran: str, izin: Izin) -> bool:
    """Tell whether somebody in this role may do it; an unknown role may do nothing."""
    return peran in list(Peran) and izin in ROLES[Peran(peran)].izin
