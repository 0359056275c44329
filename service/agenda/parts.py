"""What the office fills in of a number that is not taken by a draft."""

from collections.abc import Iterable, Mapping
from datetime import date

from numbering.advice import SEQUENCES
from numbering.books import Buku
from numbering.errors import BadPart
from numbering.format import HAND_ROOM
from numbering.parts import NBSP, date_parts
from service.offices.profile import Office

_GIVEN = {"urut", "sisipan", "unit", "bulan", "tahun"}
_LETTERS = {"kode", "jenis", "keamanan"}  # filled by every letter that is issued here
_CODE = "000.8.6.3"
UNKNOWN = "—"  # where no number can be printed
_LABELS = {"kode": "Kode klasifikasi", "jenis": "Kode jenis", "sub": "Subkode"}


def asked(buku: Buku) -> list[str]:
    """Give the names of the parts that somebody has to type, in the order of the alphabet."""
    return sorted(buku.format.sources - _GIVEN - set(buku.fixed))


def label(name: str) -> str:
    """Give what a form calls a part."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def typed(office: Office, buku: Buku, values: Mapping[str, str]) -> dict[str, str]:
    """Give the parts of a number: those typed, and the unit as letters have it."""
    known = {name: values.get(name, "").strip() for name in asked(buku)}
    return known | {"unit": buku.kode_unit or office.profil.kode_unit}


def example(office: Office, buku: Buku, tanggal: date, urut: int) -> str:
    """Print what a number of this book looks like; what differs by letter is a sample, or blank."""
    known = {**typed(office, buku, {"kode": _CODE}), **buku.bagian, **date_parts(tanggal)}
    known = {name: value for name, value in known.items() if value != ""}
    gaps = buku.format.sources - set(known) - {"urut", "sisipan"}
    try:
        shown = buku.format.render({**known, "urut": urut}, gaps=_alone(buku, gaps))
    except BadPart:
        return UNKNOWN
    return shown.replace(NBSP * HAND_ROOM, "…")


def varying(buku: Buku) -> list[str]:
    """Say which parts somebody has to fill in with every letter, and how to spare them that."""
    return [
        f"Bagian {{{name}}} ditanyakan di formulir setiap surat. Bila isinya selalu sama, tulis di "
        "Bagian buatan sendiri; bila boleh kosong, tulis di antara [ dan ]."
        for name in asked(buku)
        if name not in _LETTERS and buku.format.always(name)
    ]


def alike(office: Office, buku: Buku, others: Iterable[Buku], tanggal: date) -> list[str]:
    """Warn of other books that print the very same numbers, be it only from the hundredth on."""
    ours = _samples(office, buku, tanggal)
    clashes = (
        (other.nama, next((one for one in _samples(office, other, tanggal) if one in ours), None))
        for other in others
        if other.id != buku.id
    )
    return [
        f"Buku {nama} mencetak nomor yang sama, misalnya {same}. Bedakan polanya, atau "
        "pakai satu buku untuk keduanya."
        for nama, same in clashes
        if same is not None
    ]


def _samples(office: Office, buku: Buku, tanggal: date) -> list[str]:
    """Numbers of one, two, three and more figures: some pola print alike only from there on."""
    printed = (example(office, buku, tanggal, urut) for urut in SEQUENCES)
    return [one for one in printed if one != UNKNOWN]


def _alone(buku: Buku, names: frozenset[str]) -> set[str]:
    """Leave out what stands in brackets only: without a value it is not printed at all."""
    return {name for name in names if buku.format.always(name)}
