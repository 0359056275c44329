"""The PDFs of many letters of one kind, made at one go before each of them is filed by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from doc_templates.bulk.many import Made, batch_size, convert_many
from doc_templates.catalog import Kind
from doc_templates.office import Instansi
from doc_templates.render import look
from service.workbench import Workbench


def convert(
    bench: Workbench, kind: Kind, instansi: Instansi, documents: Sequence[bytes]
) -> Iterator[Made]:
    """Give the PDF of each of these filled DOCX of a kind, or why there is none, in their order.

    The kind is the one that filled them, prepared or not, in the letterhead of this office.
    """
    assert bench.to_pdf is not None  # noqa: S101 - an open installation has one
    workers = (bench.status().workers if bench.status else 0) or 1
    return convert_many(
        documents,
        bench.to_pdf,
        version="" if kind.daftar_isi else f"{kind.digest}:{look(kind, instansi)}",
        proofs=bench.proofs,
        workers=workers,
        size=batch_size(len(documents), workers),
    )


def ready(
    bench: Workbench, kind: Kind, instansi: Instansi, documents: Sequence[bytes]
) -> Workbench:
    """Give the same installation with these PDFs at hand: filing a letter need not wait for its.

    A letter is the same bytes each time that it is filled, and is known by them; any other, and
    one whose PDF could not be made, is converted as ever.
    """
    made = convert(bench, kind, instansi, documents)
    at_hand = {
        sha256(document).digest(): one.pdf
        for document, one in zip(documents, made, strict=True)
        if one.pdf is not None
    }
    return replace(bench, to_pdf=_from(at_hand, bench.to_pdf), soon=None)


def _from(
    at_hand: dict[bytes, bytes], to_pdf: Callable[[bytes], bytes] | None
) -> Callable[[bytes], bytes]:
    assert to_pdf is not None  # noqa: S101 - as above
    convert_alone = to_pdf

    def found(document: bytes) -> bytes:
        return at_hand.get(sha256(document).digest()) or convert_alone(document)

    return found
