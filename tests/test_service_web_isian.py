"""service/web/isian: a form from fields, and raw values from a form."""

import pytest
from werkzeug.datastructures import MultiDict

from doc_templates.shapes import Fault, Field
from service.web.isian import Input, Rows, groups, input_name, read

MEMBERS = Field("anggota", "Anggota", "daftar", kolom=(Field("nama", "Nama"), Field("nip", "NIP")))
AGENDA = Field("acara", "Acara", "daftar")
FIELDS = (
    Field("hal", "Hal", kelompok="Surat", wajib=True),
    Field("tanggal", "Tanggal", "tanggal", kelompok="Surat"),
    Field("petunjuk", "Petunjuk", "centang", kelompok="Isi", pilihan=("Arsipkan", "Hadiri")),
    MEMBERS,
    AGENDA,
)


def _inputs(raw: dict[str, object], *faults: Fault) -> dict[str, Input | Rows]:
    shown = groups(FIELDS, raw, faults)
    return {one.field.nama: one for group in shown for one in group.inputs}


def _form(*pairs: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(pairs)


def test_rows_are_read_in_the_order_in_which_they_stand() -> None:
    """A moved row keeps its number in the name; its place in the form decides."""
    form = _form(("anggota-4-nama", "Sari"), ("anggota-4-nip", "2"), ("anggota-0-nama", "Budi"))
    assert read(FIELDS, form)["anggota"] == [{"nama": "Sari", "nip": "2"}, {"nama": "Budi"}]


def test_an_empty_row_in_between_keeps_its_place() -> None:
    """Faults count rows as the person sees them; only empty rows at the end go."""
    form = _form(("acara-0-isi", "Satu"), ("acara-1-isi", ""), ("acara-2-isi", "Tiga"))
    assert read(FIELDS, form)["acara"] == ["Satu", "", "Tiga"]
    assert read(FIELDS, _form(("acara-0-isi", "Satu"), ("acara-1-isi", " ")))["acara"] == ["Satu"]


def test_ticks_and_free_lines_are_one_list() -> None:
    """A free line that was left empty is nothing."""
    form = _form(("petunjuk", "Arsipkan"), ("petunjuk", "Buatkan salinan"), ("petunjuk", ""))
    assert read(FIELDS, form)["petunjuk"] == ["Arsipkan", "Buatkan salinan"]


def test_text_is_taken_exactly_as_typed() -> None:
    """Only the line ends of the browser become those of text."""
    assert read(FIELDS, _form(("hal", " <b>&\r\nx ")))["hal"] == " <b>&\nx "


def test_a_form_has_no_inputs_of_its_own_making() -> None:
    """What no field describes is not read, whatever the browser sends."""
    assert set(read(FIELDS, _form(("lain", "x"), ("anggota-0-lain", "x")))) == {
        "hal", "tanggal", "petunjuk", "anggota", "acara",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tempat", "name"),
    [
        ("hal", "hal"),
        ("acara.2", "acara-1-isi"),
        ("anggota.3.nip", "anggota-2-nip"),
        ("anggota.1", "anggota-0-nama"),
        ("anggota", "anggota"),
    ],
)
def test_the_place_of_a_fault_is_the_name_of_an_input(tempat: str, name: str) -> None:
    """Faults count rows from 1, names from 0."""
    assert input_name(FIELDS, tempat) == name


def test_a_fault_stands_at_its_input() -> None:
    """In a row as well as beside a single field."""
    found = _inputs(
        {"anggota": [{"nama": "Budi"}, {"nama": "Sari"}]},
        Fault("anggota.2.nip", "NIP", "Salah."),
        Fault("hal", "Hal", "Belum diisi."),
    )
    rows, hal = found["anggota"], found["hal"]
    assert isinstance(rows, Rows)
    assert isinstance(hal, Input)
    assert [cell.faults for row in rows.rows for cell in row] == [(), (), (), ("Salah.",)]
    assert hal.faults == ("Belum diisi.",)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("5 Maret 2026", "2026-03-05"), ("31 Februari 2026", "31 Februari 2026"), (None, "")],
)
def test_a_date_is_shown_as_the_browser_wants_it(raw: str | None, shown: str) -> None:
    """What cannot be a date stays to be seen and mended."""
    tanggal = _inputs({"tanggal": raw})["tanggal"]
    assert isinstance(tanggal, Input)
    assert tanggal.value == shown
