"""Forms of the settings: described by the same fields as letters, checked by the same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request

from doc_templates import fields
from doc_templates.shapes import Fault, Field
from doc_templates.values import Value
from numbering.errors import BackDated
from service.offices.capacities import find_among
from service.web import isian

DATE = "tanggal_surat"


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: raw, typed, and what is wrong with it."""

    raw: Mapping[str, object]
    values: Mapping[str, Value]
    faults: tuple[Fault, ...]

    def text(self, name: str) -> str:
        """Give a text without the blanks around it."""
        return str(self.values[name]).strip()

    def day(self, name: str) -> date:
        """Give a date that must be there."""
        value = self.values[name]
        assert isinstance(value, date)  # noqa: S101 - asked for a field that must be filled in
        return value

    def maybe_day(self, name: str) -> date | None:
        """Give a date, None when it was left empty."""
        return self.day(name) if self.values[name] else None

    def number(self, name: str) -> int | None:
        """Give a whole number, None when it was left empty."""
        value = self.values[name]
        return value if isinstance(value, int) else None

    def rows(self, name: str) -> list[Any]:
        """Give the rows of a list: texts, or things with a column as each attribute."""
        value = self.values[name]
        return list(value) if isinstance(value, list) else []


def sent(described: Sequence[Field]) -> Sent:
    """Read the form of this request."""
    raw = isian.read(described, request.form)
    parsed = fields.parse(
        described, raw, find_pegawai=find_among([]), glyphs=lambda _text: [], dated=None
    )
    return Sent(raw, parsed.values, parsed.faults)


def show(
    template: str,
    described: Sequence[Field],
    raw: Mapping[str, object],
    faults: Sequence[Fault] = (),
    **more: object,
) -> str:
    """Show a page with a form of these fields, filled in, with what is wrong with it."""
    return render_template(
        template,
        groups=isian.groups(described, raw, faults),
        faults=faults,
        fault_name=lambda tempat: isian.input_name(described, tempat),
        **more,
    )


def blame(tempat: str, label: str, pesan: str) -> list[Fault]:
    """Make a fault of one input out of a sentence; none when the sentence is empty."""
    return [Fault(tempat, label, pesan)] if pesan else []


def refusal(error: Exception, described: Sequence[Field] = ()) -> Fault:
    """Make a fault out of what a use case refuses: of the letter's date, or of the whole form."""
    if isinstance(error, BackDated) and any(one.nama == DATE for one in described):
        return Fault(DATE, "Tanggal surat", str(error))
    return Fault("", "Belum dapat disimpan", str(error))
