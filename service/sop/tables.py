"""Takes values out of the tables of a definition, and collects what is wrong with their shape."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches

from service.sop.procedure import BASES
from service.sop.slug import slug as short

Data = Mapping[str, object]
TOP = "SOP"


class Tables:
    """The faults found so far, each with its place; `unknown` are keys that nothing is called."""

    def __init__(self) -> None:
        """Begin without any."""
        self.faults: list[str] = []
        self.unknown: list[str] = []

    def know(self, place: str, data: Data, shape: type) -> None:
        """Tell the keys that no field of `shape` is called, each with the likeliest that is."""
        known = [one.name for one in fields(shape)]
        for key in sorted(set(data) - set(known)):
            near = get_close_matches(key, known, n=1)
            meant = f"Maksudnya “{near[0]}”?" if near else f"Yang dikenal: {', '.join(known)}."
            self.unknown.append(f"{place}: isian “{key}” tidak dikenal. {meant}")

    def basis(self, place: str, data: Data) -> str:
        """Read on what something rests, one of BASES."""
        dasar = self.text(place, data, "dasar")
        if dasar and dasar not in BASES:
            self.faults.append(f"{place}: “dasar” harus salah satu dari {', '.join(BASES)}.")
        return dasar

    def tables(
        self, place: str, data: Data, key: str, called: str = ""
    ) -> Iterator[tuple[str, Data]]:
        """Go through a list of tables, each with what its place is called."""
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.faults.append(f"{place}: “{key}” harus berupa daftar tabel.")
            return
        for number, one in enumerate(found, 1):
            own = f"{called or key} ke-{number}"
            yield own if place == TOP else f"{place}, {own}", one

    def texts(self, place: str, data: Data, key: str) -> tuple[str, ...]:
        """Read a list of texts; nothing where there is none."""
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self.faults.append(f"{place}: “{key}” harus berupa daftar teks.")
            return ()
        return tuple(found)

    def text(self, place: str, data: Data, key: str, *, wanted: bool = True) -> str:
        """Read a text; an empty one is a fault where one is wanted."""
        found = data.get(key, "")
        if not isinstance(found, str) or (wanted and not found.strip()):
            self.faults.append(f"{place}: “{key}” belum diisi teks.")
            return ""
        return found.strip()

    def slug(self, place: str, data: Data) -> str:
        """Read a short name."""
        found = self.text(place, data, "slug")
        if found and short(found) != found:
            self.faults.append(
                f"{place}: “slug” “{found}” hanya boleh huruf kecil, angka, dan tanda hubung."
            )
        return found

    def number(self, place: str, data: Data, key: str) -> int:
        """Read a whole number from 1 on; 0 where it is none."""
        found = data.get(key)
        if isinstance(found, int) and not isinstance(found, bool) and found > 0:
            return found
        self.faults.append(f"{place}: “{key}” harus bilangan bulat, mulai dari 1.")
        return 0
