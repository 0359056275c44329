"""Kinds are folders: found, read, checked, and read again when they change."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from doc_templates.catalog import Catalog, describe
from doc_templates.description import read_description
from doc_templates.errors import BadDescription, UnknownKind
from doc_templates.office import LIBRARY, sample
from doc_templates.values import Gap
from tests.letter_kinds import CAMAT, HEAD, USUAL, make_kind, typed, write_kind

FULL = """
[[isian]]
nama = "anggota"
label = "Anggota"
jenis = "daftar"
maks = 15
kolom = [{ nama = "nama", label = "Nama", wajib = true }, { nama = "tugas", label = "Tugas" }]
pejabat = { nama_lengkap = "nama", jabatan = "tugas" }
dari = ["undangan-rapat.undangan"]

[[isian]]
nama = "sifat"
label = "Sifat"
jenis = "pilihan"
pilihan = ["Biasa", "Segera"]
bawaan = "Biasa"
cetak = false
"""


def test_a_folder_is_a_kind(tmp_path: Path) -> None:
    """A new letter is a new folder and nothing else."""
    kind = make_kind(tmp_path, isian=FULL)
    assert (kind.slug, kind.nama, kind.nomor, kind.buku) == (
        "surat-uji",
        "Surat Uji",
        "ya",
        "surat-keluar",
    )
    assert (kind.bentuk, kind.kelas, kind.kertas) == ("korespondensi", "korespondensi", "instansi")
    team, sifat = kind.fields[-2:]
    assert [column.nama for column in team.kolom] == ["nama", "tugas"]
    assert (team.limit, dict(team.pejabat)) == (15, {"nama_lengkap": "nama", "jabatan": "tugas"})
    assert (sifat.pilihan, sifat.bawaan, sifat.cetak) == (("Biasa", "Segera"), "Biasa", False)


def test_kinds_come_by_name_and_unknown_ones_are_named(tmp_path: Path) -> None:
    """The list of kinds is for people."""
    write_kind(tmp_path / "b", (), head=HEAD.replace("Surat Uji", "Berita Acara"))
    write_kind(tmp_path / "a", (), head=HEAD.replace("Surat Uji", "Undangan"))
    catalog = Catalog([tmp_path, tmp_path / "tidak-ada"])
    assert [kind.nama for kind in catalog.kinds()] == ["Berita Acara", "Undangan"]
    with pytest.raises(UnknownKind, match="surat-sakti"):
        catalog.get("surat-sakti")


def test_a_new_or_changed_folder_is_seen_without_a_restart(tmp_path: Path) -> None:
    """A template that staff change in Word prints anew at once, and has another digest."""
    folder = write_kind(tmp_path / "surat-uji", ())
    catalog = Catalog([tmp_path])
    before = catalog.get("surat-uji")
    assert catalog.get("surat-uji") is before
    (folder / "template.toml").write_text(
        (HEAD + USUAL).replace("Surat Uji", "Surat Baru"), "utf-8"
    )
    os.utime(folder / "template.toml", ns=(1, 1))
    after = catalog.get("surat-uji")
    assert (after.nama, after.digest != before.digest) == ("Surat Baru", True)
    write_kind(tmp_path / "surat-lain", ())
    assert len(catalog.kinds()) == 2
    shutil.rmtree(folder)
    assert [kind.slug for kind in catalog.kinds()] == ["surat-lain"]


def test_a_later_folder_overrides_nothing(tmp_path: Path) -> None:
    """Two kinds of one name are a fault of the later one; the first keeps working."""
    write_kind(tmp_path / "bawaan" / "surat-uji", ())
    write_kind(tmp_path / "kantor" / "surat-uji", (), head=HEAD.replace("Surat Uji", "Tiruan"))
    catalog = Catalog([tmp_path / "bawaan", tmp_path / "kantor"])
    assert catalog.get("surat-uji").nama == "Surat Uji"
    (double,) = catalog.broken()
    assert "sudah ada" in str(double)


def test_a_broken_folder_does_not_hide_the_others(tmp_path: Path) -> None:
    """One slip of the pen must not close the office."""
    write_kind(tmp_path / "baik", ())
    write_kind(tmp_path / "rusak", (), head=HEAD.replace("nomor", "nomer"))
    (write_kind(tmp_path / "tanpa-templat", ()) / "template.docx").unlink()
    write_kind(tmp_path / "Nama Salah", ())
    catalog = Catalog([tmp_path])
    assert [kind.slug for kind in catalog.kinds()] == ["baik"]
    assert [error.path.name for error in catalog.broken()] == [
        "Nama Salah",
        "rusak",
        "tanpa-templat",
    ]
    with pytest.raises(BadDescription, match="nomer"):
        catalog.get("rusak")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('nama = "Surat Uji"', "", "template.toml: nama belum ada."),
        ('"Surat Uji"', "7", "template.toml: nama harus berupa teks."),
        ('nomor = "ya"', 'nomor = "kadang"', "template.toml: nomor “kadang” tidak dikenal"),
        ('nomor = "ya"', 'nomor = "tidak"', "buku harus disebut"),
        ('buku = "surat-keluar"', "", "buku harus disebut"),
        ('nomor = "ya"', 'nomor = "ya"\nwarna = "biru"', "template.toml: “warna” tidak dikenal."),
        ('hal = "{hal}"', 'hal = "{hall}"', "[arsip]: hal memakai {hall}"),
        ('"tanggal_surat"\n\n[[isian]]', '"hal"\n\n[[isian]]', "dari_tanggal “hal” bukan isian"),
        ('jenis = "pegawai"', "", "penandatangan"),
        ('jenis = "tanggal"', 'jenis = "tanggall"', "isian 2 (tanggal_surat): jenis “tanggall”"),
        ('nama = "hal"', 'nama = "Hal Surat"', "isian 1: nama “Hal Surat” tidak dapat dipakai"),
        ('nama = "hal"', 'nama = "nomor_surat"', "isian 1: nama “nomor_surat” tidak dapat dipakai"),
        ('label = "Hal"', "", "isian 1 (hal): label belum ada."),
        ('label = "Hal"', 'label = "Hal"\nlabbel = ""', "isian 1 (hal): “labbel” tidak dikenal."),
        ('label = "Hal"', 'label = "Hal"\nmaks = "9"', "isian 1 (hal): maks harus berupa bilangan"),
        ('label = "Hal"', 'label = "Hal"\njenis = "pilihan"', "pilihan belum ada"),
        ('label = "Hal"', 'label = "Hal"\npilihan = ["a"]', "pilihan hanya untuk"),
        ('label = "Hal"', 'label = "Hal"\npilihan = [1]', "pilihan harus berupa daftar teks"),
        (
            'label = "Hal"',
            'label = "Hal"\nkolom = [{nama = "a", label = "A"}]',
            "kolom hanya untuk",
        ),
        ('label = "Hal"', 'label = "Hal"\nkolom = [1]', "kolom harus berupa daftar tabel"),
        ('label = "Hal"', 'label = "Hal"\ndari = ["rapat"]', "dari “rapat” salah tulis"),
        ('label = "Hal"', 'label = "Hal"\npejabat = {nama = "x"}', "pejabat: nama = “x”"),
        ('nama = "penandatangan"', 'nama = "hal"', "isian: nama “hal” dipakai lebih dari sekali."),
        ('nama = "Surat Uji"', "nama = ", "bukan TOML yang benar. Baris 1, kolom 8: nilainya"),
    ],
)
def test_a_fault_of_the_description_names_its_place(old: str, new: str, fault: str) -> None:
    """Whoever writes a template.toml is told what to mend, and where."""
    text = HEAD + USUAL
    assert old in text
    _, faults = read_description(text.replace(old, new, 1))
    assert any(fault in said for said in faults), faults


def test_all_faults_are_told_at_once() -> None:
    """Nobody mends a file one message at a time."""
    _, faults = read_description('nomor = "kadang"\n[[isian]]\nnama = "x"\n')
    assert len(faults) >= 5


def test_the_register_notes_down_what_the_kind_says(tmp_path: Path) -> None:
    """Hal and tujuan are patterns over the fields; the signer is the field penandatangan."""
    head = HEAD.replace('"{hal}"', '"{hal} ({sifat}) {tanggal_surat}"')
    head = head.replace('"{penandatangan}"', '"{anggota}"')
    kind = make_kind(tmp_path, isian=FULL, head=head)
    team = [{"nama": "Sari {hal}", "tugas": "Ketua"}, {"nama": "Asep"}]
    values = typed(kind, anggota=team, hal="Rapat\nkerja")
    noted = describe(kind, values)
    assert noted.hal == "Rapat kerja (Biasa) 5 Maret 2026"
    assert noted.tujuan == "Sari {hal}; Asep"
    assert (noted.tanggal, noted.penandatangan) == (date(2026, 3, 5), CAMAT)
    assert describe(kind, values | {"tanggal_surat": Gap()}).tanggal is None


def test_every_shipped_kind_is_sound() -> None:
    """The library has no broken folder, and each kind has sample values."""
    catalog = Catalog([LIBRARY])
    assert catalog.broken() == []
    assert all(kind.contoh for kind in catalog.kinds())


def test_the_sample_office_is_marked() -> None:
    """Samples never pass for a real office."""
    office = sample()
    assert "CONTOH" in office.nama
    assert office.contoh
    assert office.logo
