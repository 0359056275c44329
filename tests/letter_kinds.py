"""Kinds of letters for the tests of doc_templates: folders made on the spot, and an office."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import docx
from docx.document import Document

from doc_templates.catalog import Catalog, Kind
from doc_templates.fields import check
from doc_templates.office import Instansi
from doc_templates.values import Pegawai, Value

OFFICE = Instansi(
    pemerintah="PEMERINTAH KABUPATEN CONTOH PURWA",
    nama="KECAMATAN BABAKANCIKAO (CONTOH)",
    alamat=("Jalan Contoh Raya Nomor 1",),
    tempat="Babakancikao",
    contoh=True,
)
CAMAT = Pegawai(
    nama="Raden Contoh Wiratama",
    gelar_depan="Drs.",
    gelar_belakang="M.Si.",
    nip="197203141998031001",
    pangkat="Pembina Tingkat I",
    golongan="IV/b",
    jabatan="Camat Babakancikao",
)
HEAD = """\
nama = "Surat Uji"
nomor = "ya"
buku = "surat-keluar"

[arsip]
hal = "{hal}"
tujuan = "{penandatangan}"
dari_tanggal = "tanggal_surat"
"""
USUAL = """
[[isian]]
nama = "hal"
label = "Hal"
wajib = true

[[isian]]
nama = "tanggal_surat"
label = "Tanggal surat"
jenis = "tanggal"
wajib = true

[[isian]]
nama = "penandatangan"
label = "Penandatangan"
jenis = "pegawai"
wajib = true
"""
USUAL_BODY = (
    "Nomor: {{ nomor_surat }}",
    "{{ tanggal_surat|tanggal }}",
    "Hal: {{ hal }}",
    "{{ penandatangan.nama_lengkap }}",
)
RAW: dict[str, object] = {
    "hal": "Undangan Rapat",
    "tanggal_surat": "5 Maret 2026",
    "penandatangan": "Raden Contoh Wiratama",
}


def find_pegawai(raw: str | Mapping[str, object], on: date | None) -> Pegawai:
    """An office with one official, in office since 2020."""
    known = raw in (CAMAT.nama, CAMAT.nip)
    if not known:
        raise ValueError(f"Pejabat “{raw}” tidak terdaftar. Pilih dari daftar pejabat.")
    if on and on.year < 2020:
        raise ValueError(f"{CAMAT.nama} belum menjabat pada tanggal itu.")
    return CAMAT


def no_faults(_text: str) -> list[str]:
    """A font that has every character."""
    return []


def write_kind(
    folder: Path,
    body: Sequence[str] | Callable[[Document], None],
    *,
    isian: str = "",
    head: str = HEAD,
) -> Path:
    """Writes template.docx with these paragraphs after the usual ones, and template.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for line in USUAL_BODY:
        document.add_paragraph(line)
    if callable(body):
        body(document)
    else:
        for line in body:
            document.add_paragraph(line)
    document.save(str(folder / "template.docx"))
    (folder / "template.toml").write_text(head + USUAL + isian, "utf-8")
    return folder


def make_kind(
    root: Path,
    body: Sequence[str] | Callable[[Document], None] = (),
    *,
    isian: str = "",
    head: str = HEAD,
) -> Kind:
    """A kind `surat-uji` with the usual fields, some more, and paragraphs for them."""
    write_kind(root / "surat-uji", body, isian=isian, head=head)
    return Catalog([root]).get("surat-uji")


def typed(kind: Kind, **more: object) -> dict[str, Value]:
    """The usual values and some more, read as a form is."""
    return check(
        kind.fields,
        RAW | more,
        find_pegawai=find_pegawai,
        glyphs=no_faults,
        dated=kind.tanggal_isian,
    )
