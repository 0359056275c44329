"""Names of files and folders that a person reads and that Windows, macOS and Linux all take."""

import re
import unicodedata

LONGEST = 120
# Windows takes none of these; BagIt writes % in another way, and not every tool reads that.
_UNSAFE = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def safe_name(text: str, akhiran: str = "") -> str:
    """Return text as a name of at most 120 characters, with the ending `akhiran` if it is given."""
    ending = f".{akhiran}" if akhiran else ""
    plain = unicodedata.normalize("NFC", _UNSAFE.sub("-", text))
    plain = " ".join("".join(one if one.isprintable() else " " for one in plain).split())
    name = plain[: LONGEST - len(ending)].strip(" .") or "tanpa nama"
    return f"{'_' if _RESERVED.match(name) else ''}{name}"[: LONGEST - len(ending)] + ending


def distinct(path: str, taken: set[str]) -> str:
    """Return the path, or the path with ` (2)` and so on when it is taken in any letter case.

    The path that is returned is added to `taken`.
    """
    stem, dot, ending = path.rpartition(".") if "." in path.rpartition("/")[2] else (path, "", "")
    found, count = path, 1
    while found.casefold() in taken:
        count += 1
        number = f" ({count})"
        folder, slash, name = stem.rpartition("/")
        kept = name[: LONGEST - len(number) - len(dot + ending)]
        found = f"{folder}{slash}{kept}{number}{dot}{ending}"
    taken.add(found.casefold())
    return found
