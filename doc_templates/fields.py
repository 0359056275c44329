"""A form's raw values into typed ones, with every fault told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as data_field
from datetime import date
from difflib import get_close_matches

from doc_templates.blanks import empty, is_empty, placeholder
from doc_templates.computing import RULES
from doc_templates.dates import read_date
from doc_templates.errors import BadValues
from doc_templates.readers import READERS, text_faults
from doc_templates.shapes import Fault, Field, FindPegawai, Glyphs, Parsed, Refused
from doc_templates.values import Pegawai, Row, Value

UNCOUNTED = (
    "Tidak dapat dihitung dari baris ini. Periksa angkanya (93,75 ditulis dengan koma), "
    "atau tulis hasilnya di sini."
)

__all__ = ["Fault", "Field", "FindPegawai", "Glyphs", "Parsed", "check", "parse"]


def parse(
    fields: Sequence[Field],
    raw: Mapping[str, object],
    *,
    find_pegawai: FindPegawai,
    glyphs: Glyphs,
    dated: str | None,
) -> Parsed:
    """Typed values and all faults of a form; it never raises for what staff typed.

    `dated` names the field whose date decides who is in office. A value that is missing or faulty
    becomes a visible placeholder, so that a preview can be shown. A key that is absent takes the
    field's default.
    """
    reading = _Reading(find_pegawai, glyphs, _day(raw.get(dated or "")))
    reading.blame_unknown(raw, fields, "", "")
    for f in fields:
        reading.values[f.nama] = reading.read(f, raw.get(f.nama, f.bawaan), f.nama, f.label)
    return Parsed(reading.values, tuple(reading.faults))


def check(
    fields: Sequence[Field],
    raw: Mapping[str, object],
    *,
    find_pegawai: FindPegawai,
    glyphs: Glyphs,
    dated: str | None,
) -> dict[str, Value]:
    """Typed values of a form that has no fault; otherwise BadValues with all of them."""
    parsed = parse(fields, raw, find_pegawai=find_pegawai, glyphs=glyphs, dated=dated)
    if parsed.faults:
        raise BadValues(parsed.faults)
    return parsed.values


@dataclass
class _Reading:
    """One pass over a form, which gathers its faults."""

    find_pegawai: FindPegawai
    glyphs: Glyphs
    day: date | None
    faults: list[Fault] = data_field(default_factory=list)
    values: dict[str, Value] = data_field(default_factory=dict)

    def read(self, field: Field, raw: object, tempat: str, label: str) -> Value:
        if is_empty(raw):
            return self._missing(field, tempat, label) if field.wajib else empty(field)
        try:
            if field.jenis == "daftar":
                return self._rows(field, raw)
            if field.jenis == "pegawai":
                return self._pegawai(raw)
            return READERS[field.jenis](field, raw, self.glyphs)
        except ValueError as refusal:
            self.faults += [Fault(tempat, label, str(pesan)) for pesan in refusal.args]
            return placeholder(field)

    def blame_unknown(
        self, raw: Mapping[str, object], known: Sequence[Field], tempat: str, label: str
    ) -> None:
        names = [field.nama for field in known]
        for key in [key for key in raw if key not in names]:
            near = get_close_matches(key, names, 1)
            hint = f"Mungkin maksudnya “{near[0]}”." if near else "Hapus isian itu."
            self.faults.append(
                Fault(f"{tempat}{key}", f"{label}{key}", f"Isian “{key}” tidak dikenal. {hint}")
            )

    def _missing(self, field: Field, tempat: str, label: str) -> Value:
        said = UNCOUNTED if field.hitung else "Belum diisi."
        self.faults.append(Fault(tempat, label, said))
        return placeholder(field)

    def _pegawai(self, raw: object) -> Pegawai:
        if not isinstance(raw, str | Mapping):
            raise Refused("Pilih pejabat dari daftar, atau tulis nama atau NIP-nya.")
        found = self.find_pegawai(raw, self.day)
        faults = [
            pesan for text in vars(found).values() for pesan in text_faults(text, self.glyphs)
        ]
        if faults:
            raise Refused(*faults)
        return found

    def _rows(self, field: Field, raw: object) -> Value:
        if not isinstance(raw, list):
            raise Refused("Harus berupa daftar: satu baris untuk tiap isian.")
        filled = [(number, row) for number, row in enumerate(raw, start=1) if not is_empty(row)]
        if len(filled) > field.limit:
            raise Refused(
                f"Terlalu banyak: {len(filled)} baris, paling banyak {field.limit}. Kurangi."
            )
        if field.kolom:
            return [
                self._row(field, row, f"{field.nama}.{n}", f"{field.label}, baris {n}")
                for n, row in filled
            ]
        return [
            self._line(field, row, f"{field.nama}.{n}", f"{field.label}, baris {n}")
            for n, row in filled
        ]

    def _line(self, field: Field, row: object, tempat: str, label: str) -> str:
        text = row.get("isi") if isinstance(row, Mapping) else row
        return str(self.read(field.line, text, tempat, label))

    def _row(self, field: Field, row: object, tempat: str, label: str) -> Row:
        if not isinstance(row, Mapping):
            columns = ", ".join(column.label for column in field.kolom)
            self.faults.append(Fault(tempat, label, f"Baris ini harus berisi kolom: {columns}."))
            return Row(**{column.nama: placeholder(column) for column in field.kolom})
        self.blame_unknown(row, field.kolom, f"{tempat}.", f"{label}, ")
        before = len(self.faults)

        def cell(column: Field, counted: object = None) -> Value:
            raw = counted or row.get(column.nama, column.bawaan)
            return self.read(column, raw, f"{tempat}.{column.nama}", f"{label}, {column.label}")

        cells = {column.nama: cell(column) for column in field.kolom if not column.hitung}
        whole = len(self.faults) == before
        for column in [column for column in field.kolom if column.hitung]:
            rule = RULES[column.hitung]
            cells[column.nama] = (
                cell(column, rule(cells, self.values)) if whole else placeholder(column)
            )
        return Row(**{column.nama: cells[column.nama] for column in field.kolom})


def _day(raw: object) -> date | None:
    try:
        return read_date(raw) if isinstance(raw, str) else None
    except ValueError:
        return None
