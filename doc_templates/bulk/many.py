"""Many letters of one template, as fast as is safe: joined where that was proved, else alone.

LibreOffice takes most of its time for what comes once with each document, so fifty letters in one
take a third of fifty on their own. What joining could do to a letter is looked for three times:
`fitness` refuses what is known to change, the first two letters of a template version are compared
with those made alone, and so is, in each run, the last letter of its first batch, where whatever
runs on from letter to letter shows most. No other batch is handed out before that is known.
Whatever is found, and whatever fails, the letters are then made alone.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice

from doc_templates.bulk.joining import MARK, join
from doc_templates.bulk.letter import Letter
from doc_templates.bulk.proofs import Proofs
from doc_templates.bulk.sameness import difference
from doc_templates.bulk.splitting import split
from doc_templates.errors import ConversionFailed, NotJoinable
from doc_templates.produce import ToPdf

MOST = 25
"""Letters in one document: more of them gain nothing, and while LibreOffice makes the next ones,
these are parted."""


@dataclass(frozen=True)
class Made:
    """What came of one letter: its PDF, or the fault; `alone` says why it was not joined."""

    pdf: bytes | None
    fault: ConversionFailed | None = None
    alone: str = ""


def convert_many(
    documents: Iterable[bytes],
    to_pdf: ToPdf,
    *,
    version: str,
    proofs: Proofs,
    workers: int = 1,
    size: int = MOST,
) -> Iterator[Made]:
    """The PDF of each of these filled DOCX of one template, in their order.

    `version` names the template as it is now, in the look of its office; "" for one whose letters
    are never joined, such as those with a table of contents. `to_pdf` serves several threads: one
    for each of the `workers` behind it, and one more that parts what they made. Each has a batch of
    at most `size`; no more than that is held in memory, and `documents` are taken as they are
    needed. Raises nothing for a letter that fails.
    """
    make = partial(_batch, to_pdf=to_pdf, version=version, proofs=proofs)
    waiting: deque[Future[list[Made]]] = deque()
    first: Future[list[Made]] | None = None
    with ThreadPoolExecutor(workers + 1, "naskah-bulk") as threads:
        for batch in _batches(documents, size):
            if len(waiting) > workers:
                yield from waiting.popleft().result()
            waiting.append(threads.submit(make, batch, first))
            first = first or waiting[-1]
        while waiting:
            yield from waiting.popleft().result()


def batch_size(count: int, workers: int) -> int:
    """How many letters to join, so that no worker stands idle."""
    return max(min(-(-count // workers), MOST), 1)


def _batches(documents: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    rest = iter(documents)
    while batch := list(islice(rest, size)):
        yield batch


def _batch(
    documents: Sequence[bytes],
    first: Future[list[Made]] | None,
    to_pdf: ToPdf,
    version: str,
    proofs: Proofs,
) -> list[Made]:
    """One batch; `first` is the first of its run, where this is another.

    That stands for all as the sample, which LibreOffice makes while the letters are being joined;
    where it could not be joined, each batch has its own.
    """
    try:
        _prove(documents, to_pdf, version, proofs)
        with ThreadPoolExecutor(1, "naskah-contoh") as aside:
            sample = aside.submit(to_pdf, documents[-1]) if first is None else None
            parts = _parts(documents, to_pdf)
        if first is None or any(one.alone for one in first.result()):
            _refuse_known(version, proofs)
            alone = sample.result() if sample else to_pdf(documents[-1])
            _compare(parts[-1], alone, version, proofs)
        return [Made(made) for made in parts]
    except (NotJoinable, ConversionFailed) as why:
        return [_alone(document, to_pdf, str(why)) for document in documents]


def _prove(documents: Sequence[bytes], to_pdf: ToPdf, version: str, proofs: Proofs) -> None:
    """Joins two letters of a template that was not joined before. Raises NotJoinable."""
    if not version:
        raise NotJoinable("jenisnya memuat daftar isi")
    if len(documents) == 1:
        raise NotJoinable("tidak ada surat lain yang dibuat bersamanya")
    if _refuse_known(version, proofs) is None:
        pair = documents[:2]
        parts = _parts(pair, to_pdf)
        for document, part in zip(pair, parts, strict=True):
            _compare(part, to_pdf(document), version, proofs)
        proofs.note(version, "")


def _refuse_known(version: str, proofs: Proofs) -> str | None:
    """NotJoinable for what was found to change; "" for what was proved, None for what was not."""
    known = proofs.get(version)
    if known:
        raise NotJoinable(known)
    return known


def _parts(documents: Sequence[bytes], to_pdf: ToPdf) -> list[bytes]:
    letters = [Letter(document) for document in documents]
    facts = [letter.facts for letter in letters]
    return list(split(to_pdf(join(letters)), MARK, facts))


def _compare(part: bytes, alone: bytes, version: str, proofs: Proofs) -> None:
    differs = difference(part, alone)
    if differs:
        proofs.note(version, differs)
        raise NotJoinable(differs)


def _alone(document: bytes, to_pdf: ToPdf, why: str) -> Made:
    try:
        return Made(to_pdf(document), alone=why)
    except ConversionFailed as fault:
        return Made(None, fault, why)
