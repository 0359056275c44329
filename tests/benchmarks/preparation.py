"""prepared-vs-original: a letter of the prepared template / of the template as Word made it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from doc_templates.preparing.sameness import difference
from doc_templates.render import render
from service import trying
from tests.benchmarks import offices, wordlike
from tests.benchmarks.desk import desk
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

ROUNDS = 40


def run(folder: Path) -> Measured:
    """The same values in both, converted by the same warm LibreOffice."""
    with desk(folder) as made, offices.office() as office:
        kind, head = made.kind(wordlike.SLUG), made.letterhead
        values = trying.sample_values(kind)
        light, light_head = made.bench.prepared.best(kind, head)
        original = render(kind, values, head, nomor_surat="1")
        prepared = render(light, values, light_head, nomor_surat="1")
        convert = partial(office.convert, deadline=offices.soon() + 600)
        turn = partial(_second, convert)
        differs = difference(convert(original), convert(prepared))
        ours, other = alternate(
            lambda: turn(prepared),
            lambda: turn(original),
            rounds=ROUNDS,
        )
    note = differs or "0 piksel berbeda di luar gambar"
    return Measured(ours, other, ours / other, also=not differs, notes=(note,))


def _second(convert: Callable[[bytes], object], docx: bytes) -> float:
    """The second of two: LibreOffice closes a document after its answer, at the next one's cost."""
    convert(docx)
    return milliseconds(lambda: convert(docx))


BENCHMARK = Benchmark("prepared-vs-original", "ms", "<=0.55", run)
