"""Number patterns of real offices, one file each; `bawaan` is for an office that has none yet."""

from functools import cache
from pathlib import Path

from numbering.errors import BadPreset
from numbering.preset import Preset, PresetBook
from numbering.preset_file import read_preset

_FOLDER = Path(__file__).parent / "presets"


@cache
def presets() -> tuple[Preset, ...]:
    """All presets that come with Naskah, by file name; read once, since nobody changes them."""
    return tuple(read_preset(path) for path in sorted(_FOLDER.glob("*.toml")))


def presets_in(folder: Path) -> tuple[list[Preset], list[BadPreset]]:
    """The presets of a folder by file name, and what is wrong with those that cannot be read."""
    found: list[Preset] = []
    broken: list[BadPreset] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(read_preset(path))
        except BadPreset as fault:
            broken.append(fault)
        except OSError as fault:
            broken.append(BadPreset(path.name, [f"File tidak dapat dibaca: {fault.strerror}."]))
    return found, broken


def default_books() -> tuple[PresetBook, ...]:
    """The books of an office that has chosen nothing yet."""
    return read_preset(_FOLDER / "bawaan.toml").buku
