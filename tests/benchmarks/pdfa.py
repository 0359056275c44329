"""pdfa-vs-plain: a letter as PDF/A-2b with tags / as plain PDF, both from a warm LibreOffice."""

from functools import partial
from pathlib import Path

from doc_templates import pdf
from doc_templates.convert import product
from doc_templates.convert.office import Office
from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

PLAIN: product.Options = {}
PAGES, PAGES_GOAL = 30, 1.15


def run(_folder: Path) -> Measured:
    """A letter, and beside it a report of thirty pages."""
    with offices.office() as office:
        letter, report = offices.letter(), offices.report(PAGES)
        pages = pdf.page_count(office.convert(report, offices.soon()))
        ours, other = alternate(
            partial(_letters, office, letter, product.OPTIONS),
            partial(_letters, office, letter, PLAIN),
            rounds=15,
        )
        long = alternate(
            partial(_once, office, report, product.OPTIONS), partial(_once, office, report, PLAIN)
        )
    ratio = long[0] / long[1]
    note = f"{pages} halaman: {long[0]:.0f} / {long[1]:.0f} ms = {ratio:.3f} (<={PAGES_GOAL})"
    return Measured(ours, other, ours / other, also=ratio <= PAGES_GOAL, notes=(note,))


def _letters(office: Office, docx: bytes, options: product.Options) -> float:
    """The quickest of four: what is measured is small, and a busy machine is not."""
    return min(_once(office, docx, options) for _ in range(4))


def _once(office: Office, docx: bytes, options: product.Options) -> float:
    return milliseconds(lambda: office.convert(docx, offices.soon(), options))


BENCHMARK = Benchmark("pdfa-vs-plain", "ms", "<=1.08", run)
