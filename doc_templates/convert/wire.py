"""Letters on their way to another process and back: JSON and bytes, never code."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from types import ModuleType
from typing import Any

from doc_templates import dress, office, shapes, signing, tata, values
from doc_templates.errors import TemplateFault
from doc_templates.filling.order import Filled, Order
from doc_templates.office import Instansi
from doc_templates.shapes import Heading
from doc_templates.values import Row

Message = tuple[bytes, ...]
"""A JSON text, and the bytes that belong to it."""


def order_out(order: Order) -> Message:
    """A letter to be filled."""
    told = {field.name: getattr(order, field.name) for field in fields(order)}
    del told["docx"]
    return _json(told), order.docx, order.look.logo or b""


def order_in(message: Message) -> Order:
    """What `order_out` was given."""
    text, docx, logo = message
    told = json.loads(text, object_hook=_typed)
    context = {
        name: replace(value, logo=logo or None) if isinstance(value, Instansi) else value
        for name, value in told.pop("context").items()
    }
    look = replace(told.pop("look"), logo=logo or None)
    return Order(**told | {"docx": docx, "look": look, "context": context})


def filled_out(filled: Filled) -> Message:
    """A letter that was filled."""
    return _json({"text": filled.text, "headings": filled.headings}), filled.docx


def fault_out(fault: TemplateFault) -> Message:
    """Why it was not."""
    return (_json({"fault": fault.message, "place": fault.place}),)


def filled_in(message: Message) -> Filled:
    """The letter of `filled_out`. Raises the TemplateFault of `fault_out`."""
    text, *rest = message
    told = json.loads(text, object_hook=_typed)
    if "fault" in told:
        raise TemplateFault(told["fault"], told["place"])
    return Filled(rest[0], told["text"], tuple(told["headings"]))


def _json(told: Mapping[str, object]) -> bytes:
    plain = {name: _plain(value) for name, value in told.items()}
    return json.dumps(plain, ensure_ascii=False).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value that a letter may have, and then JSON
    """What JSON knows; all else is a table that names its class."""
    if value is None or isinstance(value, str | int | float):
        return value
    if type(value) is list:
        return [_plain(one) for one in value]
    name, held = type(value).__name__, _held(value)
    return {_CLASS: name, _HELD: held}


def _held(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Row):
        return {name: _plain(cell) for name, cell in value.cells().items()}
    if type(value).__name__ in _CLASSES:
        return {name: _plain(one) for name, one in _attributes(value).items()}
    if isinstance(value, Mapping):
        return [[key, _plain(one)] for key, one in value.items()]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"no letter holds a {type(value).__name__}")


def _typed(table: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    if _CLASS not in table:
        return table
    name, held = table[_CLASS], table[_HELD]
    return _CLASSES[name](**held) if name in _CLASSES else _MADE_OF[name](held)


def _attributes(value: Any) -> dict[str, object]:  # noqa: ANN401 - a class of ours
    if isinstance(value, Heading):
        return value._asdict()
    return {one.name: getattr(value, one.name) for one in fields(value) if one.name != "logo"}


def _classes(*modules: ModuleType) -> dict[str, type]:
    return {
        name: one
        for module in modules
        for name, one in vars(module).items()
        if isinstance(one, type) and (is_dataclass(one) or one is Heading)
    }


_CLASS, _HELD = "!", "="  # which no attribute can be named
_CLASSES = _classes(values, signing, shapes, tata, office, dress)
_MADE_OF: dict[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "Row": lambda cells: Row(**cells),
    "tuple": tuple,
    "dict": dict,
    "mappingproxy": dict,
}
