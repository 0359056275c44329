"""bulk50-vs-single: fifty letters joined / the same fifty one by one, on the same LibreOffice.

What joining costs is all in it: reading and joining the letters, parting their PDF, and the letter
of each batch that is made alone and compared. That the template may be joined is proved before.
"""

from functools import partial
from pathlib import Path

from doc_templates.bulk.many import Made, convert_many
from doc_templates.bulk.proofs import Proofs
from doc_templates.bulk.sameness import difference
from doc_templates.preflight import inspect, only_number
from doc_templates.produce import ToPdf
from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

LETTERS, ROUNDS = 50, 5


def run(_folder: Path) -> Measured:
    """Counts only when every letter is the same PDF both ways, and passes the last look."""
    letters = [offices.letter(number) for number in range(LETTERS)]
    with offices.pool(1) as pool:
        together = partial(_together, letters, pool.to_pdf, Proofs())
        found = _faults(together(), [pool.to_pdf(letter) for letter in letters])
        ours, other = alternate(
            lambda: milliseconds(together),
            lambda: milliseconds(lambda: [pool.to_pdf(letter) for letter in letters]),
            rounds=ROUNDS,
        )
    note = found[0] if found else f"{LETTERS} surat sama piksel dan penandanya, lolos pemeriksaan"
    return Measured(ours, other, ours / other, also=not found, notes=(note,))


def _together(letters: list[bytes], to_pdf: ToPdf, proofs: Proofs) -> list[Made]:
    return list(convert_many(letters, to_pdf, version=offices.KIND, proofs=proofs))


def _faults(made: list[Made], singles: list[bytes]) -> list[str]:
    """What is wrong with the letters that were joined."""
    found = [one.alone for one in made if one.alone]
    for number, (one, single) in enumerate(zip(made, singles, strict=True)):
        assert one.pdf is not None
        differs = difference(one.pdf, single)
        found += [f"surat {number}: {differs}"] if differs else []
        _, findings = inspect(one.pdf, only_number(offices.number_of(number)))
        found += [f"surat {number}: {finding.pesan}" for finding in findings]
    return found


BENCHMARK = Benchmark("bulk50-vs-single", "ms", "<=0.50", run)
