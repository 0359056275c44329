"""A pola is text with parts in braces; what cannot be kept is refused with a remedy."""

from contextlib import suppress
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numbering.errors import BadPart, BadPattern, NumberingError
from numbering.format import NumberFormat
from numbering.parts import BUILT_IN, NBSP, date_parts

LETTER: dict[str, object] = {
    "kode": "050",
    "urut": 7,
    "unit": "PROG.SET-BB",
    "jenis": "ST",
    "sub": "30",
    "keamanan": "B",
    "bidang": "IV",
    **date_parts(date(2026, 4, 5)),
}


@pytest.mark.parametrize(
    ("pola", "own", "nomor"),
    [
        # ministries and agencies: one in the ANRI order, two in orders of their own
        ("{keamanan}-{urut}/{unit}/{kode}/{bulan:02}/{tahun}", {"unit": "IJ", "kode": "KP.07.6"},
         "B-7/IJ/KP.07.6/04/2026"),
        ("{kode}-{unit}/{urut}", {"kode": "UM 02.01", "unit": "Sj"}, "UM 02.01-Sj/7"),
        ("{kode}/{urut}-{unit}/{bulan_romawi}/{tahun}", {"kode": "HP.01.01", "unit": "32.04"},
         "HP.01.01/7-32.04/IV/2026"),
        # police, court, audit board, election commission
        ("{keamanan}/{jenis}-{urut}/{bulan_romawi}/{kode}/{tahun}/{unit}",
         {"jenis": "Speng", "kode": "HUK.6.6.", "unit": "Setum"},
         "B/Speng-7/IV/HUK.6.6./2026/Setum"),
        ("{unit}/{urut}/{kode}/{bulan_romawi}/{tahun}", {"unit": "W10-U4", "kode": "HK.01"},
         "W10-U4/7/HK.01/IV/2026"),
        ("{urut}/S/{unit}/{bulan:02}/{tahun}", {"unit": "XIX.PLG"}, "7/S/XIX.PLG/04/2026"),
        ("{urut}/{kode}-{jenis}/{wilayah}/{tahun}",
         {"kode": "PL.01.2", "jenis": "BA", "wilayah": "3204"}, "7/PL.01.2-BA/3204/2026"),
        # universities, a province, a village, a company of a region
        ("{keamanan}/{urut}/{unit}/{kode}/{tahun}", {"unit": "UN27.02", "kode": "TU.00.00"},
         "B/7/UN27.02/TU.00.00/2026"),
        ("{urut:06}/UN7.{sub}/{kode}/{tahun}", {"sub": "A", "kode": "TU"}, "000007/UN7.A/TU/2026"),
        ("e-{urut:04}/{kode}", {"kode": "PU.02.00"}, "e-0007/PU.02.00"),
        ("{kode}/{urut:02}/KPTS/{unit}/{tahun}", {"kode": "141", "unit": "DS-SUKAMAJU"},
         "141/07/KPTS/DS-SUKAMAJU/2026"),
        ("{kode}/{urut}/{unit}-{tahun:02}", {"kode": "690", "unit": "PERUMDAM-TP"},
         "690/7/PERUMDAM-TP-26"),
    ],
)  # fmt: skip
def test_the_orders_of_other_institutions_are_a_pola(
    pola: str, own: dict[str, str], nomor: str
) -> None:
    """Orders that are far from the habits of a kecamatan."""
    assert NumberFormat.parse(pola, own).render({**LETTER, **own}) == nomor


@pytest.mark.parametrize(
    ("pola", "nomor"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "050/7/PROG.SET-BB/2026"),
        ("{urut:03}", "007"),
        ("{urut:09}", "000000007"),
        ("{urut}/{bulan}/{bulan:02}/{bulan_romawi}", "7/4/04/IV"),
        ("{urut}/{tahun:02}", "7/26"),
        ("{urut}{sisipan}/{unit}", "7/PROG.SET-BB"),
        ("[{keamanan}-]{kode}/{urut}", "B-050/7"),
        ("{urut}[.{sisipan}]/{unit}", "7/PROG.SET-BB"),
        ("{urut}[/{jenis}.{sisipan}]", "7"),
        ("Nomor {urut} Tahun {tahun}", "Nomor 7 Tahun 2026"),
        ("  {kode} / {urut} .{unit}  ", "  050 / 7 .PROG.SET-BB  "),
        ("{urut}/{bidang}", "7/IV"),
        ("{urut}·№–kéc", "7·№–kéc"),
    ],
)
def test_a_pola_prints_its_parts_and_keeps_all_else(pola: str, nomor: str) -> None:
    """Literals stay as written, spaces and case included."""
    assert NumberFormat.parse(pola, {"bidang"}).render(LETTER) == nomor


@pytest.mark.parametrize(
    ("pola", "part", "position", "remedy"),
    [
        ("{kode}/{nomer}", "{nomer}", 8, "{urut}"),
        ("{kode}/{Urut}", "{Urut}", 8, "Mungkin maksudnya {urut}"),
        ("{urut.__class__}", "{urut.__class__}", 1, "Yang dikenal: {kode}, {urut}"),
        ("{urut!r}", "{urut!r}", 1, "Mungkin maksudnya {urut}"),
        ("{}{urut}", "{}", 1, "Yang dikenal"),
        ("{ urut }", "{ urut }", 1, "Mungkin maksudnya {urut}"),
        ("{kode}/{urut", "{", 8, "Tambahkan “}”"),
        ("{kode}/urut}", "}", 12, "tambahkan “{”"),
        ("{{urut}}", "{", 1, "Tambahkan “}”"),
        ("{kode}/{tahun}", "{kode}/{tahun}", 15, "Tambahkan {urut}"),
        ("", "", 1, "Tambahkan {urut}"),
        ("{urut:040}", "{urut:040}", 1, "{urut:03}"),
        ("{urut:10}", "{urut:10}", 1, "{urut:03}"),
        ("{urut:3}", "{urut:3}", 1, "{urut:03}"),
        ("{urut:00}", "{urut:00}", 1, "{urut:03}"),
        ("{urut:}", "{urut:}", 1, "{urut:03}"),
        ("{urut:0٣}", "{urut:0٣}", 1, "{urut:03}"),
        ("{urut}/{bulan:03}", "{bulan:03}", 8, "{bulan:02}"),
        ("{urut}/{tahun:04}", "{tahun:04}", 8, "{tahun:02}"),
        ("{urut}/{kode:03}", "{kode:03}", 8, "{kode} saja"),
        ("{urut}[a[{kode}]]", "[", 7, "Tutup dahulu"),
        ("{urut}[{kode}", "[", 7, "Tutup dahulu"),
        ("{urut}]", "]", 7, "tambahkan “[”"),
        ("{urut}[{kode]", "{", 8, "Tambahkan “}”"),
        ("{urut}[Kec]", "[Kec]", 7, "tanpa kurung siku"),
        ("{urut}[]", "[]", 7, "tanpa kurung siku"),
        ("[{urut}/{sub}]", "[{urut}/{sub}]", 1, "luar kurung siku"),
        ("{urut}/${nomor}", "{nomor}", 9, "Yang dikenal"),
        ("{urut}/\n{kode}", "U+000A", 8, "Hapus"),
        ("{urut}[-\x00{kode}]", "U+0000", 9, "Hapus"),
    ],
)
def test_a_pola_that_cannot_be_kept_is_refused_with_its_remedy(
    pola: str, part: str, position: int, remedy: str
) -> None:
    """The fault names the part, the character where it begins, and what to write instead."""
    with pytest.raises(BadPattern) as fault:
        NumberFormat.parse(pola)
    told = fault.value.faults[0]
    assert (told.part, told.position) == (part, position)
    assert remedy in str(fault.value)


@pytest.mark.parametrize(
    ("pola", "parts"),
    [
        ("{foo}/{bar}", ["{foo}", "{bar}", "{foo}/{bar}"]),
        ("{kode}/{bidang}/{tahun:04}", ["{bidang}", "{tahun:04}", "{kode}/{bidang}/{tahun:04}"]),
        ("{Urut}/{foo}", ["{Urut}", "{foo}"]),
        ("{kode}/{urut:3}]/{", ["{urut:3}", "]", "{"]),
        ("{urut}/[{foo}-{bar}]/\n", ["{foo}", "{bar}", "U+000A"]),
        ("[{urut}{foo}]", ["[{urut}{foo}]", "{foo}"]),
    ],
)
def test_all_faults_of_a_pola_are_told_at_once(pola: str, parts: list[str]) -> None:
    """In the order in which they stand; a faulty {urut} is not missed a second time."""
    with pytest.raises(BadPattern) as fault:
        NumberFormat.parse(pola)
    assert [told.part for told in fault.value.faults] == parts
    assert len(str(fault.value).splitlines()) == len(parts)


def test_a_name_of_the_office_is_known_once_it_is_declared() -> None:
    """The message lists it among the known names."""
    with pytest.raises(BadPattern, match="ditambahkan dahulu sebagai bagian buatan sendiri"):
        NumberFormat.parse("{urut}/{bidang}")
    assert NumberFormat.parse("{urut}/{bidang}", ["bidang"]).names == {"urut", "bidang"}
    with pytest.raises(BadPattern, match=r"\{bidang\}"):
        NumberFormat.parse("{urut}/{bidan}", ["bidang"])
    with pytest.raises(BadPattern, match="huruf kecil"):
        NumberFormat.parse("{urut}/{Bidang}", ["Bidang"])


@pytest.mark.parametrize(
    ("pola", "gaps", "room", "nomor"),
    [
        ("{kode}/{urut}/I.10-WK/{tahun}", ("kode", "urut"), 0, "/ /I.10-WK/2026"),
        ("{kode}/{urut}/{tahun}", ("urut",), 6, "050/      /2026"),
        ("{kode}/{urut:03}/{tahun}", ("urut",), 0, "050/   /2026"),
        ("{urut:09}/{tahun}", ("urut",), 6, "         /2026"),
        ("{urut}/{bulan:02}/{bulan_romawi}/{tahun}", ("bulan", "tahun"), 0, "7/  / /    "),
        ("{urut}/{tahun:02}", ("tahun",), 0, "7/  "),
        ("{urut}[.{sisipan}]", ("sisipan",), 2, "7.  "),
    ],
)
def test_a_part_may_be_left_as_a_gap(
    pola: str, gaps: tuple[str, ...], room: int, nomor: str
) -> None:
    """A gap is as wide as its part at its shortest, and at least as wide as the hand needs."""
    assert NumberFormat.parse(pola).render(LETTER, gaps, room) == nomor.replace(" ", NBSP)


def test_a_printed_letter_leaves_room_for_the_hand() -> None:
    """Unless told otherwise, a gap takes six no-break spaces, which Word does not wrap."""
    form = NumberFormat.parse("{kode}/{urut}/{tahun}")
    assert form.render(LETTER, gaps={"urut"}) == f"050/{NBSP * 6}/2026"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("urut", None),
        ("urut", ""),
        ("urut", 0),
        ("urut", -1),
        ("urut", 1.5),
        ("urut", "tujuh"),
        ("urut", "٧"),
        ("urut", 10**30),
        ("bulan", 13),
        ("bulan", "0"),
        ("tahun", 10000),
        ("kode", ""),
        ("kode", None),
        ("kode", "05\n0"),
    ],
)
def test_a_value_that_cannot_be_printed_is_refused(name: str, value: object) -> None:
    """No letter goes out with an empty part in its number; the fault names the part."""
    form = NumberFormat.parse("{kode}/{urut}/{bulan}/{tahun}")
    with pytest.raises(BadPart) as fault:
        form.render({**LETTER, name: value})
    assert fault.value.name == name


def test_a_parsed_pola_does_not_change() -> None:
    """It is parsed once and shared by all threads."""
    form = NumberFormat.parse("{kode}/{urut}")
    assert NumberFormat.parse("{kode}/{urut}") is form
    with pytest.raises(FrozenInstanceError):
        form.pola = "{urut}"  # type: ignore[misc]  # the point of the test


PIECE = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["{", "}", "[", "]", ":", "{urut}", "{urut:03}", "{bulan_romawi}", "[{sub}]"]),
    st.sampled_from([f"{{{name}}}" for name in BUILT_IN]),
)
VALUE = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.floats())


@given(
    st.lists(PIECE, max_size=8).map("".join),
    st.dictionaries(st.sampled_from(BUILT_IN), VALUE),
    st.sets(st.sampled_from(BUILT_IN)),
)
def test_any_text_is_a_pola_or_a_fault_of_ours(
    pola: str, parts: dict[str, object], gaps: set[str]
) -> None:
    """Whatever people type, the answer is a number or a sentence."""
    with suppress(NumberingError):
        NumberFormat.parse(pola).render(parts, gaps)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="[]{}"))
    ),
    st.integers(1, 999_999_999),
)
def test_literal_text_is_kept_as_it_is_written(literals: list[str], urut: int) -> None:
    """Between its parts a number holds exactly the text of its pola."""
    pola = "{urut}".join(["", *literals, ""])
    assert NumberFormat.parse(pola).render({"urut": urut}) == pola.replace("{urut}", str(urut))
