"""Having a template looked at before anybody uses it: the doctor, and the kind's own sample."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from doc_templates.catalog import Kind, uploaded
from doc_templates.convert import doctor
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.report import Report
from doc_templates.errors import DocTemplateError, UnfitTemplate
from doc_templates.filling.order import Order
from doc_templates.office import Instansi, sample
from doc_templates.produce import Product
from doc_templates.render import order_of
from doc_templates.values import Value
from service import trying
from service.sheets import NOT_YET
from service.workbench import Workbench


def examine(kind: Kind, docx: bytes, letterhead: Instansi) -> Report:
    """Look at a template for a kind; UnfitTemplate when it is none at all."""
    chosen = uploaded(kind, docx)
    return doctor.examine(chosen, _sample(chosen, letterhead))


def try_out(bench: Workbench, new: Kind, old: Kind, letterhead: Instansi) -> tuple[Report, str]:
    """Look at a kind's template, and at its printed sample beside that of the `old` one.

    The sentence says why the sample could not be printed now; it is "" when all was looked at, or
    when there is nothing to print. UnfitTemplate for what is no template at all.
    """
    report = examine(new, new.docx, letterhead)
    chosen = uploaded(new, report.template)
    if not report.usable or not chosen.has_sample:
        return report, ""
    product = trying.sample_letter(bench, chosen, letterhead)
    if product.pdf is None:
        return report, product.why
    found = (*_against(product), *_longer(product, _pages(bench, old, letterhead)))
    return replace(report, findings=(*report.findings, *found)), ""


def tell(bench: Workbench, jenis: str, docx: bytes) -> tuple[list[str], str, bytes | None]:
    """Give the findings, a line each, why its sample was not printed, and the commented template.

    There are no comments for what is unfit.
    """
    kind = bench.catalog.get(jenis)
    try:
        report, why = try_out(bench, uploaded(kind, docx), kind, sample())
    except UnfitTemplate as refusal:
        return [str(refusal)], "", None
    return [f"[{one.kode}] {one.told}" for one in report.findings], why, report.commented


def _against(product: Product) -> Iterator[Finding]:
    """Give what the printed sample has against it; its fonts have been told with their places."""
    for one in product.findings:
        if one.kode != "P07":
            yield Finding("D19", f"Hasil cetak contohnya: {one.told}", fatal=one.holds)


def _pages(bench: Workbench, old: Kind, letterhead: Instansi) -> int | None:
    """Count the pages of a sample; None for a template that does not print any more."""
    try:
        return trying.sample_letter(bench, old, letterhead).halaman
    except DocTemplateError:
        return None


def _longer(product: Product, before: int | None) -> Iterator[Finding]:
    """Tell that the sample takes more pages than before, or less."""
    if before not in (None, product.halaman):
        pesan = f"Contohnya kini {product.halaman} halaman, semula {before}."
        yield Finding("D21", f"{pesan} Periksa apakah memang dikehendaki.", fatal=False)


def _sample(kind: Kind, letterhead: Instansi) -> Order | None:
    if not kind.has_sample:
        return None
    number = {"nomor_surat": NOT_YET if kind.nomor == "ya" else ""}
    values: Mapping[str, Value] = {**trying.sample_values(kind), **number}
    return order_of(kind, values, letterhead, ())
