"""Taking a TOML table apart key by key, and noting down everything that is wrong with it."""

from collections.abc import Mapping
from typing import TypeVar

_TYPES = {
    str: "teks",
    bool: "true atau false",
    int: "bilangan bulat",
    list: "daftar",
    dict: "tabel",
}

T = TypeVar("T")


class Table:
    """One table of the file; what is missing, of the wrong type or unknown goes to `faults`."""

    def __init__(self, table: Mapping[str, object], place: str, faults: list[str]) -> None:
        self.left, self.place, self.faults = dict(table), place, faults

    def blame(self, sentence: str) -> None:
        """Notes a fault of this table."""
        self.faults.append(f"{self.place}: {sentence}")

    def take(self, key: str, default: T) -> T:
        """The value of an optional key, of the same type as its default."""
        value = self.left.pop(key, default)
        if type(value) is type(default):
            return value
        self.blame(f"{key} harus berupa {_TYPES[type(default)]}.")
        return default

    def need(self, key: str) -> str:
        """The text of a key that must be there."""
        value = self.take(key, "")
        if not value:
            self.blame(f"{key} belum ada.")
        return value

    def choose(self, key: str, options: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        value = self.take(key, default)
        if value not in options:
            self.blame(f"{key} “{value}” tidak dikenal; pilih {', '.join(options)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value: list[object] = self.take(key, [])
        if not all(isinstance(item, str) for item in value):
            self.blame(f"{key} harus berupa daftar teks.")
        return tuple(str(item) for item in value)

    def tables(self, key: str) -> list[Mapping[str, object]]:
        """A list of tables."""
        value: list[object] = self.take(key, [])
        if not all(isinstance(item, dict) for item in value):
            self.blame(f"{key} harus berupa daftar tabel.")
        return [item for item in value if isinstance(item, dict)]

    def end(self) -> None:
        """Blames the keys that nobody asked for."""
        for key in self.left:
            self.blame(f"“{key}” tidak dikenal.")
