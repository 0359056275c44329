"""Reading a kind's template.toml, and telling everything that is wrong with it, with its place."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from types import MappingProxyType
from typing import Any

from doc_templates.computing import NEEDED, RULES
from doc_templates.shapes import LIMITS, Field
from doc_templates.syntax import said
from doc_templates.toml_table import Table
from doc_templates.values import Pegawai

NAMED = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE = re.compile(r"[a-z0-9-]+\.[a-z][a-z0-9_]*")
_RESERVED = {"instansi", "nomor_surat", "daftar_isi", "logo", "loop", "range", "namespace"}
_COLUMN_KINDS = ("teks", "paragraf", "tanggal", "jam", "angka", "pilihan")
_OFFICIAL = {"nama_lengkap", "nip_spasi"} | {field.name for field in dataclass_fields(Pegawai)}

Facts = dict[str, Any]


def read_description(text: str) -> tuple[Facts, list[str]]:
    """The facts of a kind, named as the attributes of Kind, and the faults of its description."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [f"template.toml bukan TOML yang benar. {said(error)}"]
    faults: list[str] = []
    top = Table(table, "template.toml", faults)
    archive = Table(top.take("arsip", {}), "[arsip]", faults)
    facts = _read_top(top) | {"fields": read_fields(top.tables("isian"), "isian", faults)}
    facts |= {
        "hal": archive.need("hal"),
        "tujuan": archive.take("tujuan", ""),
        "tanggal_isian": archive.need("dari_tanggal"),
    }
    _check_archive(archive, facts)
    top.end()
    archive.end()
    return facts, faults


def read_fields(
    tables: list[Mapping[str, object]], where: str, faults: list[str]
) -> tuple[Field, ...]:
    """The fields of a kind, or the columns of a list."""
    found = [
        _read_field(Table(table, f"{where} {number}", faults))
        for number, table in enumerate(tables, start=1)
    ]
    names = [field.nama for field in found]
    faults += [
        f"{where}: nama “{name}” dipakai lebih dari sekali."
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    return tuple(found)


def _read_top(top: Table) -> Facts:
    facts = {
        "nama": top.need("nama"),
        "keterangan": top.take("keterangan", ""),
        "bentuk": top.choose("bentuk", ("korespondensi", "judul", "laporan"), "korespondensi"),
        "kelas": top.choose("kelas", ("korespondensi", "keputusan", "laporan"), "korespondensi"),
        "kertas": top.choose("kertas", ("instansi", "A4"), "instansi"),
        "nomor": top.choose("nomor", ("ya", "tidak", "pilihan"), "tidak"),
        "buku": top.take("buku", ""),
        "kode_klasifikasi": top.take("kode_klasifikasi", ""),
        "kode_jenis": top.take("kode_jenis", ""),
        "daftar_isi": top.take("daftar_isi", False),
        "halaman_maks": top.take("halaman_maks", 0) or None,
        "terpilih": top.take("terpilih", True),
    }
    if (facts["nomor"] == "tidak") == bool(facts["buku"]):
        top.blame("buku harus disebut bila nomor = “ya” atau “pilihan”, dan hanya bila begitu.")
    return facts


def _read_field(table: Table) -> Field:
    name = table.need("nama")
    if not _NAME.fullmatch(name) or name in _RESERVED:
        table.blame(f"nama “{name}” tidak dapat dipakai; gunakan huruf kecil, angka dan _.")
    table.place = f"{table.place} ({name})"
    field = Field(
        nama=name,
        label=table.need("label"),
        jenis=table.choose("jenis", tuple(_kinds(table)), "teks"),
        wajib=table.take("wajib", False),
        kelompok=table.take("kelompok", ""),
        bawaan=table.left.pop("bawaan", None),
        petunjuk=table.take("petunjuk", ""),
        maks=table.take("maks", 0) or None,
        pilihan=table.texts("pilihan"),
        kolom=read_fields(table.tables("kolom"), f"{table.place} kolom", table.faults),
        pejabat=MappingProxyType(table.take("pejabat", {})),
        dari=table.texts("dari"),
        cetak=table.take("cetak", True),
        hitung=table.choose("hitung", ("", *RULES), ""),
        sekali=table.take("sekali", False),
    )
    _check_field(table, field)
    table.end()
    return field


def _kinds(table: Table) -> tuple[str, ...]:
    return _COLUMN_KINDS if " kolom " in table.place else (*LIMITS, "pegawai")


def _check_field(table: Table, field: Field) -> None:
    if field.jenis == "pilihan" and not field.pilihan:
        table.blame("pilihan belum ada; sebutkan pilihannya.")
    if field.pilihan and field.jenis not in ("pilihan", "centang"):
        table.blame("pilihan hanya untuk jenis pilihan dan centang.")
    if field.kolom and field.jenis != "daftar":
        table.blame("kolom hanya untuk jenis daftar.")
    columns = {column.nama for column in field.kolom}
    for attribute, column in field.pejabat.items():
        if attribute not in _OFFICIAL or column not in columns:
            table.blame(f"pejabat: {attribute} = “{column}” bukan pasangan data pejabat dan kolom.")
    _check_counted(table, field)
    for source in field.dari:
        if not _SOURCE.fullmatch(source):
            table.blame(
                f"dari “{source}” salah tulis; tulis jenis.isian, misalnya undangan-rapat.acara."
            )


def _check_counted(table: Table, field: Field) -> None:
    if field.hitung and not (" kolom " in table.place and field.jenis == "teks"):
        table.blame("hitung hanya untuk kolom berjenis teks.")
    known = {column.nama for column in field.kolom if not column.hitung}
    for column in field.kolom:
        for name in NEEDED.get(column.hitung, ()):
            if name not in known:
                table.blame(f"kolom {column.nama} dihitung dari “{name}”, yang belum ada di situ.")
        known.add(column.nama)


def _check_archive(archive: Table, facts: Facts) -> None:
    kinds = {field.nama: field.jenis for field in facts["fields"]}
    for key in ("hal", "tujuan"):
        for name in NAMED.findall(facts[key]):
            if name not in kinds:
                archive.blame(f"{key} memakai {{{name}}}, padahal isian itu tidak ada.")
    if facts["tanggal_isian"] and kinds.get(facts["tanggal_isian"]) != "tanggal":
        archive.blame(f"dari_tanggal “{facts['tanggal_isian']}” bukan isian berjenis tanggal.")
    if facts["terpilih"] and "pegawai" not in kinds.values():
        archive.blame("belum ada isian berjenis pegawai untuk penandatangan.")
