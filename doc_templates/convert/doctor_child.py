"""The other end of a visit to the doctor: looks at one template, answers, and ends."""

import os
import resource

from doc_templates.convert import pipes, visit
from doc_templates.convert.filler_child import LIMITS
from doc_templates.doctor.intake import TOO_COSTLY
from doc_templates.doctor.report import report
from doc_templates.errors import UnfitTemplate

CPU_SECONDS = 6


def main() -> None:
    """Answers one visit."""
    asked, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # what any library prints never comes into the answer
    for what, most in (*LIMITS, (resource.RLIMIT_CPU, CPU_SECONDS)):
        resource.setrlimit(what, (most, most))
    pipes.send(answers, _answer(pipes.receive(asked, None)), None)


def _answer(asked: visit.Message) -> visit.Message:
    try:
        return visit.report_out(report(*visit.order_in(asked)))
    except UnfitTemplate as refusal:
        return visit.refusal_out(refusal.reason)
    except (MemoryError, RecursionError):
        return visit.refusal_out(TOO_COSTLY)
