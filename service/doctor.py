"""Having a template looked at before anybody uses it: the doctor, and the kind's own sample."""

from collections.abc import Mapping

from doc_templates.catalog import Kind, uploaded
from doc_templates.convert import doctor
from doc_templates.doctor.report import Report
from doc_templates.errors import UnfitTemplate
from doc_templates.filling.order import Order
from doc_templates.office import Instansi, sample
from doc_templates.render import order_of
from doc_templates.values import Value
from service import trying
from service.sheets import NOT_YET
from service.workbench import Workbench


def examine(kind: Kind, docx: bytes, letterhead: Instansi) -> Report:
    """Look at a template for a kind; UnfitTemplate when it is none at all."""
    chosen = uploaded(kind, docx)
    return doctor.examine(chosen, _sample(chosen, letterhead))


def tell(bench: Workbench, jenis: str, docx: bytes) -> tuple[list[str], bytes | None]:
    """Give the findings, a line each, and the template with comments; none for what is unfit."""
    kind = bench.catalog.get(jenis)
    try:
        report = examine(kind, docx, sample())
    except UnfitTemplate as refusal:
        return [str(refusal)], None
    return [f"[{one.kode}] {one.told}" for one in report.findings], report.commented


def _sample(kind: Kind, letterhead: Instansi) -> Order | None:
    if not kind.has_sample:
        return None
    number = {"nomor_surat": NOT_YET if kind.nomor == "ya" else ""}
    values: Mapping[str, Value] = {**trying.sample_values(kind), **number}
    return order_of(kind, values, letterhead, ())
