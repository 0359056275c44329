"""From what staff type to typed values: all faults at once, text exactly as typed."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from doc_templates.errors import BadValues
from doc_templates.fields import Fault, Field, Parsed, check, parse
from doc_templates.nip import doubt
from doc_templates.values import Gap, Pegawai, Row, Tick, Value
from tests.letter_kinds import CAMAT, find_pegawai, no_faults


def no_smiles(text: str) -> list[str]:
    """A font without one character."""
    return ["U+1F600 GRINNING FACE"] if "\U0001f600" in text else []


def read(field: Field, raw: object) -> Parsed:
    """One field read alone, in a form dated 5 March 2026."""
    return parse(
        [field], {field.nama: raw}, find_pegawai=find_pegawai, glyphs=no_smiles, dated=None
    )


def says(field: Field, raw: object) -> list[str]:
    """What is wrong with one value."""
    return [fault.pesan for fault in read(field, raw).faults]


@pytest.mark.parametrize(
    ("jenis", "raw", "value"),
    [
        ("teks", 'Rapat <Bappeda> & "Dinas"', 'Rapat <Bappeda> & "Dinas"'),
        ("teks", "dua\r\nbaris\tdan tab ", "dua\nbaris dan tab"),
        ("teks", "e\u0301", "e\u0301"),
        ("teks", 2026, "2026"),
        ("paragraf", "satu\n\n  dua\r\n", ["satu", "  dua"]),
        ("paragraf", ["satu", "dua"], ["satu", "dua"]),
        ("teks", "\n\n Ya ↓\u00a0\r\n", "Ya ↓"),
        ("teks", "satu  dua\n\n tiga", "satu  dua\n\n tiga"),
        ("paragraf", "\n\n satu \n\n dua \n", ["satu", " dua"]),
        ("daftar", ["\n satu \n"], ["satu"]),
        ("tanggal", "2026-03-05", date(2026, 3, 5)),
        ("tanggal", "05-03-2026", date(2026, 3, 5)),
        ("tanggal", "05/03/2026", date(2026, 3, 5)),
        ("tanggal", " 5 maret 2026 ", date(2026, 3, 5)),
        ("tanggal", "13 Nopember 2026", date(2026, 11, 13)),
        ("tanggal", "29 Februari 2028", date(2028, 2, 29)),
        ("jam", "9:00", "09.00"),
        ("jam", "23.59", "23.59"),
        ("jam", "selesai", "selesai"),
        ("angka", "1.500", 1500),
        ("angka", "0", 0),
        ("angka", 15, 15),
        ("pegawai", CAMAT.nip, CAMAT),
        ("daftar", ["satu", " ", {"isi": "dua"}], ["satu", "dua"]),
    ],
)
def test_each_kind_of_field_reads_what_staff_type(jenis: str, raw: object, value: Value) -> None:
    """Text as typed but for what is empty around it; dates and numbers in their usual forms."""
    assert read(Field("x", "X", jenis), raw) == Parsed({"x": value}, ())


@pytest.mark.parametrize(
    ("jenis", "value"),
    [
        ("teks", ""),
        ("paragraf", []),
        ("tanggal", None),
        ("angka", None),
        ("pegawai", None),
        ("daftar", []),
        ("centang", [Tick("Koordinasi", dipilih=False)]),
    ],
)
def test_an_optional_field_may_stay_empty(jenis: str, value: Value) -> None:
    """Nothing typed is no fault where nothing is required."""
    field = Field("x", "X", jenis, pilihan=("Koordinasi",) if jenis == "centang" else ())
    assert read(field, " ") == Parsed({"x": value}, ())


def test_ticks_hold_all_options_and_free_lines() -> None:
    """A list to tick prints every option; what was added by hand follows."""
    field = Field("x", "X", "centang", pilihan=("Tanggapan", "Koordinasi"))
    expected = [
        Tick("Tanggapan", dipilih=False),
        Tick("Koordinasi", dipilih=True),
        Tick("Hadiri", dipilih=True),
    ]
    assert read(field, ["Koordinasi", "Hadiri"]).values["x"] == expected


@pytest.mark.parametrize(
    ("jenis", "raw", "words"),
    [
        ("teks", "", "Belum diisi"),
        ("teks", "a\x07b", "U+0007 BELL"),
        ("teks", "a\rb", "U+000D CARRIAGE RETURN"),
        ("teks", "a\x1f", "U+001F"),
        ("teks", "a\x85b", "U+0085"),
        ("teks", "a\u2028b", "U+2028 LINE SEPARATOR"),
        ("teks", "a\ud800b", "U+D800"),
        ("teks", "rapat \U0001f600", "U+1F600 GRINNING FACE"),
        ("teks", "x" * 20_000, "20000 karakter, paling banyak 300"),
        ("teks", 1.5, "tanda kutip"),
        ("teks", True, "tanda kutip"),
        ("teks", date(2026, 3, 5), "tanda kutip"),
        ("tanggal", "31 Februari 2026", "31 Februari 2026 tidak ada"),
        ("tanggal", "2026-02-29", "hanya sampai tanggal 28"),
        ("tanggal", "0/1/2026", "tidak ada"),
        ("tanggal", "05/13/2026", "Bulan “13” tidak ada"),
        ("tanggal", "5 March 2026", "Bulan “March” tidak ada"),
        ("tanggal", "05-03/2026", "tidak terbaca"),
        ("tanggal", "besok", "tidak terbaca"),
        ("tanggal", "05-03-0026", "Tahun 26"),
        ("jam", "24.00", "tidak ada"),
        ("angka", "1,5", "bukan bilangan bulat"),
        ("angka", "1.50", "bukan bilangan bulat"),
        ("angka", "9" * 16, "15 angka"),
        ("pilihan", "Rahasia", "Pilih salah satu: Biasa, Segera"),
        ("pegawai", "Budi Contoh Santoso", "tidak terdaftar"),
        ("pegawai", ["x"], "Pilih pejabat"),
        ("daftar", "satu", "Harus berupa daftar"),
        ("daftar", ["x"] * 201, "Terlalu banyak: 201 baris"),
    ],
)
def test_a_fault_names_itself_and_the_remedy(jenis: str, raw: object, words: str) -> None:
    """What cannot be printed is refused in Indonesian, at its field."""
    field = Field("x", "X", jenis, wajib=True, pilihan=("Biasa", "Segera"))
    (pesan,) = says(field, raw)
    assert words in pesan


def test_one_text_may_have_several_faults() -> None:
    """Nobody has to press the button twice to learn of the second fault."""
    too_long, control, glyph = says(Field("x", "X", maks=3), "ab\x00\U0001f600")
    assert "paling banyak 3" in too_long
    assert "U+0000 NULL" in control
    assert "GRINNING" in glyph


TEAM = Field(
    "anggota",
    "Anggota",
    "daftar",
    kolom=(
        Field("nama", "Nama", wajib=True),
        Field("nip", "NIP"),
        Field("sejak", "Sejak", "tanggal"),
    ),
)


def test_a_fault_in_a_list_names_row_and_column() -> None:
    """Rows count from 1 as they were typed, empty ones too, so that people find the place."""
    rows = [
        {"nama": "Sari Contoh"},
        {"nama": ""},
        {"nip": "12", "sejak": "31-02-2026", "umur": "3"},
    ]
    faults = read(TEAM, rows).faults
    assert [(fault.tempat, fault.label) for fault in faults] == [
        ("anggota.3.umur", "Anggota, baris 3, umur"),
        ("anggota.3.nama", "Anggota, baris 3, Nama"),
        ("anggota.3.sejak", "Anggota, baris 3, Sejak"),
    ]


def test_a_row_answers_by_column_and_does_not_change() -> None:
    """Templates write `{{ r.nama }}`."""
    row = Row(nama="Sari Contoh", nip="", sejak=None)
    assert read(TEAM, [{"nama": "Sari Contoh"}]).values["anggota"] == [row]
    with pytest.raises(FrozenInstanceError):
        row.nama = "Lain"


def test_a_row_that_is_no_table_is_a_fault() -> None:
    """A data file may hold plain texts where columns are wanted."""
    (fault,) = read(TEAM, ["Sari Contoh"]).faults
    assert fault == Fault(
        "anggota.1", "Anggota, baris 1", "Baris ini harus berisi kolom: Nama, NIP, Sejak."
    )


def test_a_damaged_nip_in_a_list_is_not_refused() -> None:
    """A spreadsheet damages NIPs, but offices also have odd ones: warn, never block."""
    assert read(TEAM, [{"nama": "Sari Contoh", "nip": "1.97806E+17"}]).faults == ()


def test_faulty_values_show_as_dots_in_a_preview() -> None:
    """A preview can be drawn although the form is not finished."""
    fields = [
        Field("hal", "Hal", wajib=True),
        Field("isi", "Isi", "paragraf", wajib=True),
        Field("tanggal", "Tanggal", "tanggal", wajib=True),
        Field("camat", "Camat", "pegawai", wajib=True),
        Field("anggota", "Anggota", "daftar", wajib=True, kolom=(Field("nama", "Nama"),)),
        Field("dasar", "Dasar", "daftar", wajib=True),
        Field("pilih", "Pilih", "centang", wajib=True, pilihan=("A",)),
    ]
    parsed = parse(fields, {}, find_pegawai=find_pegawai, glyphs=no_faults, dated="tanggal")
    assert len(parsed.faults) == len(fields)
    assert parsed.values == {
        "hal": "………",
        "isi": ["………"],
        "tanggal": Gap(3, "…"),
        "camat": Pegawai("………"),
        "anggota": [Row(nama="………")],
        "dasar": ["………"],
        "pilih": [Tick("A", dipilih=False)],
    }


def test_an_absent_key_takes_the_default_and_an_empty_one_stays_empty() -> None:
    """A data file may leave out what has a default; an emptied field was emptied on purpose."""
    field = Field("hal", "Hal", bawaan="Undangan Rapat")
    said = {"find_pegawai": find_pegawai, "glyphs": no_faults, "dated": None}
    assert parse([field], {}, **said).values == {"hal": "Undangan Rapat"}  # type: ignore[arg-type]  # one set of keywords
    assert read(field, "").values == {"hal": ""}


def test_an_unknown_field_is_a_fault_with_a_hint() -> None:
    """A misspelt key in a data file would otherwise be lost without a word."""
    with pytest.raises(BadValues) as caught:
        check(
            [Field("tanggal_surat", "Tanggal surat", "tanggal")],
            {"tangal_surat": "2026-03-05", "zzz": "1"},
            find_pegawai=find_pegawai,
            glyphs=no_faults,
            dated=None,
        )
    assert [fault.tempat for fault in caught.value.faults] == ["tangal_surat", "zzz"]
    assert "Mungkin maksudnya “tanggal_surat”" in str(caught.value)


def test_the_date_of_the_letter_decides_who_is_in_office() -> None:
    """An official is looked up on the date that the letter bears, wherever that field stands."""
    fields = [Field("camat", "Camat", "pegawai"), Field("tgl", "Tanggal", "tanggal")]
    raw = {"camat": CAMAT.nama, "tgl": "1 Juni 2019"}
    parsed = parse(fields, raw, find_pegawai=find_pegawai, glyphs=no_faults, dated="tgl")
    assert [fault.pesan for fault in parsed.faults] == [
        "Raden Contoh Wiratama belum menjabat pada tanggal itu."
    ]


def test_an_official_is_checked_as_other_text_is() -> None:
    """A name out of a data file may hold characters that cannot be printed, too."""
    smiling = Pegawai("Budi Contoh \U0001f600")
    field = Field("camat", "Camat", "pegawai")
    parsed = parse(
        [field],
        {"camat": {"nama": smiling.nama}},
        find_pegawai=lambda _raw, _on: smiling,
        glyphs=no_smiles,
        dated=None,
    )
    assert "GRINNING FACE" in parsed.faults[0].pesan


@pytest.mark.parametrize(
    ("nip", "words"),
    [
        ("300101013020011001", "belum tiba"),
        ("199001012028011001", "belum tiba"),
        ("199001012005011001", "pengangkatan"),
        ("195001012012011001", "pengangkatan"),
        ("198609262015131001", ""),
        ("197203141998031001", ""),
        ("19720314 199803 1 001", ""),
        ("199909062025211021", ""),
        ("197203141998031000", "000"),
        ("1.97203141998031E+17", "bilangan"),
        ("197203141998031001.0", "bilangan"),
        ("19720314199803100", "18 angka"),
        ("197213141998031001", "tanggal lahir"),
        ("197203141998033001", "ke-15"),
        ("197203141978031001", "pengangkatan"),
        ("197203141998001001", "ke-13"),
    ],
)
def test_a_nip_that_looks_damaged_is_doubted(nip: str, words: str) -> None:
    """18 digits: birth, appointment, sex, sequence; PPPK count contracts instead of months."""
    found = doubt(nip, date(2027, 2, 1))
    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize(
    ("nip", "pangkat", "doubted"),
    [
        ("198609262015131001", "Pembina Tingkat I", True),
        ("198609262015131001", "Penata Tk. I (III/d)", True),
        ("198609262015131001", "", False),
        ("198609262015131001", "-", False),
        ("198609262015131001", "IX", False),
        ("198609262015121001", "Pembina Tingkat I", False),
    ],
)
def test_only_who_has_no_pangkat_may_have_more_than_twelve_months(
    nip: str, pangkat: str, doubted: bool
) -> None:
    """Digits 13 and 14 count contracts for PPPK, who have no pangkat; for PNS they are a month."""
    assert ("bulan" in doubt(nip, date(2027, 2, 1), pangkat=pangkat)) is doubted
