"""The whole visit: is it a template at all, what is wrong with it, and what comes of it."""

import io
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError

from doc_templates.catalog import Kind
from doc_templates.doctor.examine import examine
from doc_templates.doctor.finding import MOST, Finding, left_out
from doc_templates.doctor.intake import AGAIN, refuse_unfit
from doc_templates.doctor.marking import commented, without_comments
from doc_templates.doctor.trial import tried
from doc_templates.doctor.typefaces import strange_fonts
from doc_templates.errors import UnfitTemplate
from doc_templates.filling.order import Order


@dataclass(frozen=True)
class Report:
    """What the doctor found; `commented` has it at its places, `template` is free of comments."""

    findings: tuple[Finding, ...]
    commented: bytes = field(repr=False)
    template: bytes = field(repr=False)

    @property
    def usable(self) -> bool:
        """Whether letters can be printed with it."""
        return not any(one.fatal for one in self.findings)


def report(kind: Kind, order: Order | None) -> Report:
    """Looks at a kind's template, and prints the sample that `order` holds.

    Raises UnfitTemplate for what is no plain Word document. It may take time and memory, so
    templates of others are looked at by convert/doctor.py.
    """
    refuse_unfit(kind.docx)
    document = _opened(kind.docx)
    spots = examine(document, kind)
    if order is not None:
        spots += tried(document, kind, order, spots)
    clean = without_comments(_opened(kind.docx)) or kind.docx
    spots += strange_fonts(_opened(clean), order.look if order else None)
    worst = sorted(spots, key=lambda spot: not spot.finding.fatal)[:MOST]
    findings = (*(spot.finding for spot in worst), *left_out(len(spots)))
    return Report(findings, commented(_opened(clean), worst), clean)


def _opened(data: bytes) -> Document:
    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, AttributeError):
        raise UnfitTemplate(f"dokumennya tidak dapat dibuka. {AGAIN}") from None
