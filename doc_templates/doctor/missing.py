"""What a kind wants printed, and the template never names."""

from collections.abc import Iterator

from doc_templates.catalog import Kind
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.names import Scope
from doc_templates.shapes import Field


def missing(kind: Kind, scope: Scope) -> Iterator[Finding]:
    """A finding for each field and column that no tag of the whole template prints."""
    if kind.nomor == "ya" and "nomor_surat" not in scope.used:
        yield Finding("D15", "Nomor surat belum dicetak. Tambahkan {{ nomor_surat }}.")
    for field in kind.fields:
        if field.cetak and field.nama not in scope.used:
            pesan = f"Isian “{field.label}” belum dicetak. Tambahkan {_tag(field)}."
            yield Finding("D15", pesan)
        elif field.cetak:
            yield from _columns(field, scope)


def _columns(field: Field, scope: Scope) -> Iterator[Finding]:
    for column in field.kolom:
        if column.cetak and column.nama not in scope.columns:
            pesan = f"Kolom “{column.label}” dari “{field.label}” belum dicetak."
            yield Finding("D15", f"{pesan} Tambahkan {{{{ b.{column.nama} }}}} di barisnya.")


def _tag(field: Field) -> str:
    if field.jenis in ("daftar", "paragraf", "centang"):
        return f"{{%p for b in {field.nama} %}} … {{%p endfor %}}"
    if field.jenis == "tanggal":
        return f"{{{{ {field.nama}|tanggal }}}}"
    return f"{{{{ {field.nama}{'.nama_lengkap' if field.jenis == 'pegawai' else ''} }}}}"
