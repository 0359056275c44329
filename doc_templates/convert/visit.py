"""A template on its way to the doctor's process, and the report on its way back."""

import json
from dataclasses import asdict
from pathlib import Path

from doc_templates.catalog import Kind, described
from doc_templates.convert import wire
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.report import Report
from doc_templates.errors import UnfitTemplate
from doc_templates.filling.order import Order

Message = wire.Message


def order_out(kind: Kind, order: Order | None) -> Message:
    """A kind whose template is to be looked at, and the sample that it prints."""
    sample = wire.order_out(order) if order else ()
    return (str(kind.folder).encode(), kind.docx, kind.toml, *sample)


def order_in(message: Message) -> tuple[Kind, Order | None]:
    """What `order_out` was given."""
    folder, docx, toml, *sample = message
    kind = described(Path(folder.decode()), docx, toml, diunggah=True)
    return kind, wire.order_in(tuple(sample)) if sample else None


def report_out(report: Report) -> Message:
    """What the doctor found."""
    told = [asdict(one) for one in report.findings]
    return json.dumps(told).encode(), report.commented, report.template


def refusal_out(reason: str) -> Message:
    """Why the doctor did not look any further."""
    return (reason.encode(),)


def report_in(message: Message) -> Report:
    """What `report_out` was given. Raises the UnfitTemplate of `refusal_out`."""
    if len(message) == 1:
        raise UnfitTemplate(message[0].decode())
    told, commented, template = message
    findings = tuple(Finding(**one) for one in json.loads(told))
    return Report(findings, commented, template)
