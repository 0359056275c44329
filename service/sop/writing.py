"""A definition as the TOML that `naskah sop load` takes."""

import json
from collections.abc import Iterator, Mapping, Sequence

from service.sop.tables import Data


def toml(isi: Data) -> str:
    """Write a definition; read back, it is the same."""
    return "\n".join(_lines(isi)) + "\n"


def _lines(isi: Data) -> Iterator[str]:
    """Values first, since what follows a heading belongs to it; then tables, then lists of them."""
    tables = {key: value for key, value in isi.items() if isinstance(value, Mapping)}
    listed = {key: value for key, value in isi.items() if _tables(value)}
    yield from _pairs({key: isi[key] for key in isi if key not in tables and key not in listed})
    for key, table in tables.items():
        yield from ("", f"[{_key(key)}]", *_pairs(table))
    for key, several in listed.items():
        for one in _tables(several):
            yield from ("", f"[[{_key(key)}]]", *_pairs(one))


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _tables(value: object) -> Sequence[Mapping[str, object]]:
    """Give the tables of a list that holds nothing else."""
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return value
    return []


def _value(value: object) -> str:
    match value:
        case Mapping():
            return f"{{ {', '.join(_pairs(value))} }}" if value else "{}"
        case list() if len(value) > 1:
            return "[\n" + "".join(f"    {_value(one)},\n" for one in value) + "]"
        case list():
            return f"[{', '.join(_value(one) for one in value)}]"
        case _:  # texts, numbers, true and false are written as in JSON
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "_").isidentifier()
    return key if bare else json.dumps(key, ensure_ascii=False)
