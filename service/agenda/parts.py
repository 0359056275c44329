"""What the office fills in of a number that is not taken by a draft."""

from collections.abc import Mapping
from datetime import date

from numbering.books import Buku
from numbering.errors import BadPart
from numbering.format import HAND_ROOM
from numbering.parts import NBSP, Part, date_parts
from service.offices.profile import Office

_GIVEN = {"urut", "sisipan", "unit", "bulan", "tahun"}
_CODE = "000.8.6.3"


def asked(buku: Buku) -> list[str]:
    """Give the names of the parts that somebody has to type, in the order of the alphabet."""
    return sorted(buku.format.sources - _GIVEN - set(buku.bagian))


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
        return "—"
    return shown.replace(NBSP * HAND_ROOM, "…")


def _alone(buku: Buku, names: frozenset[str]) -> set[str]:
    """Leave out what stands in brackets only: without a value it is not printed at all."""
    parts = (piece for piece in buku.format.pieces if isinstance(piece, Part))
    return {part.source for part in parts} & names
