"""fill-vs-docxtpl: docxtpl / our fill, each kind of the library with its sample.

Ours is the whole of `render.fill`: paper, fonts and properties, the search for every value in what
was printed, the words for the archive, the same bytes each time. docxtpl only fills and saves.
"""

import gc
import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from doc_templates.catalog import Catalog, Kind
from doc_templates.filling.order import Order
from doc_templates.office import LIBRARY, sample
from doc_templates.render import fill, order_of
from doc_templates.sandbox import LetterEnvironment
from service import trying
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

ROUNDS, TIMES = 3, 4
NUMBER = "000.8/213/2026"


def run(folder: Path) -> Measured:
    """A letter of the middle kind, as the library has it; the kinds' sums are told in a note.

    So is the way of templates that an office uploaded: each letter through the warm process.
    """
    kinds = Catalog([LIBRARY]).kinds()
    own = _pairs(kinds, lambda kind: kind)
    uploaded = _pairs(kinds, lambda kind: replace(kind, folder=folder / kind.slug))
    ours, other = (median(side) for side in zip(*own.values(), strict=True))
    notes = (
        _told("templat bawaan", own),
        _told("templat unggahan, di proses tersendiri", uploaded),
    )
    return Measured(ours, other, median(_ratios(own).values()), notes=notes)


def _pairs(kinds: list[Kind], placed: Callable[[Kind], Kind]) -> dict[str, tuple[float, float]]:
    return {kind.slug: _pair(kind, placed(kind)) for kind in kinds}


def _ratios(pairs: dict[str, tuple[float, float]]) -> dict[str, float]:
    return {slug: other / ours for slug, (ours, other) in pairs.items()}


def _told(which: str, pairs: dict[str, tuple[float, float]]) -> str:
    ratios = _ratios(pairs)
    ours, other = (sum(side) for side in zip(*pairs.values(), strict=True))
    least = min(ratios, key=lambda slug: ratios[slug])
    return (
        f"{which}, {len(pairs)} jenis: rasio median {median(ratios.values()):.1f}, terkecil "
        f"{ratios[least]:.1f} ({least}); jumlah {ours:.1f} dan {other:.0f} ms, {other / ours:.1f}"
    )


def _pair(kind: Kind, placed: Kind) -> tuple[float, float]:
    number = NUMBER if kind.nomor == "ya" else ""
    values, office = trying.sample_values(kind), sample()
    order = order_of(kind, {**values, "nomor_surat": number}, office, ())
    ours = partial(fill, placed, values, office, nomor_surat=number)
    return alternate(lambda: _each(ours), lambda: _each(partial(_plain, order)), ROUNDS)


def _each(act: Callable[[], object]) -> float:
    """The quickest of some: what is measured is small, and a busy machine is not.

    What the other side left to be cleared away is cleared before.
    """
    gc.collect()
    return min(milliseconds(act) for _ in range(TIMES))


def _plain(order: Order) -> bytes:
    template = DocxTemplate(io.BytesIO(order.docx))
    logo = InlineImage(template, io.BytesIO(order.look.logo or b""), height=Mm(22))
    template.render({**order.context, "logo": logo}, LetterEnvironment())
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


BENCHMARK = Benchmark("fill-vs-docxtpl", "ms", ">=20", run)
