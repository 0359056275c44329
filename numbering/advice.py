"""What an office should hear before it saves a pola that can print one number for two letters."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from numbering.format import NumberFormat
from numbering.series import check_restart

Letter = Mapping[str, object]

# What the parts of a book may hold. The first value stands while another part is varied. Ones are
# the worst case: where two parts run into each other, 1 and 11 look like 11 and 1.
SEQUENCES = (1, 11, 111, 1111, 11111)
_VALUES: Mapping[str, tuple[object, ...]] = {
    "kode": ("000.1", "000.11"),
    "bulan": (1, 11),
    "keamanan": ("B", "T"),
    "sisipan": ("", "A", ".01"),
    "unit": ("Kec",),
    "tahun": (2026,),
}
_ANY_TEXT = ("1", "11")


def warnings(pola: str, restart: str, own_names: Iterable[str] = ()) -> list[str]:
    """Sentences about letters that this pola cannot tell apart, each with an example of the clash.

    Empty when all is well. Raises BadPattern or BadBook for what cannot be kept at all.
    """
    check_restart(restart)
    form = NumberFormat.parse(pola, own_names)
    values = {part: _VALUES.get(part, _ANY_TEXT) for part in {*form.sources, *_VALUES} - {"urut"}}
    letter = {part: options[0] for part, options in values.items()}
    found = _run_together(form, letter, values)
    return [*_month_lost(form, letter), *found] if restart == "bulan" else list(found)


def _month_lost(form: NumberFormat, letter: Letter) -> Iterator[str]:
    if "bulan" not in form.sources:
        nomor = form.render({**letter, "urut": 1})
        yield (
            "Nomor urut mulai lagi tiap bulan, tetapi bulan tidak ada di pola: surat pertama bulan "
            f"Maret dan surat pertama bulan April sama-sama bernomor {nomor}. "
            "Tambahkan {bulan} atau {bulan_romawi}, atau pilih mulai lagi tiap tahun."
        )


def _run_together(
    form: NumberFormat, letter: Letter, values: Mapping[str, tuple[object, ...]]
) -> Iterator[str]:
    for part in sorted(form.sources - {"urut"}):
        pairs = product(SEQUENCES, values[part])
        clash = _first_clash(form, ({**letter, "urut": n, part: value} for n, value in pairs))
        if clash:
            one, other = (f"urut {found['urut']} dengan {part} {found[part]}" for found in clash)
            yield (
                f"Dua surat dapat bernomor sama, {form.render(clash[0])}: {one}, dan {other}. "
                f"Beri pemisah, misalnya garis miring, di antara {{urut}} dan {{{part}}}."
            )


def _first_clash(form: NumberFormat, letters: Iterable[Letter]) -> tuple[Letter, Letter] | None:
    """Two letters of different sequence that print the same."""
    printed: dict[str, Letter] = {}
    for letter in letters:
        before = printed.setdefault(form.render(letter), letter)
        if before["urut"] != letter["urut"]:
            return before, letter
    return None
