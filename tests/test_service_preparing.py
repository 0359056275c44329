"""Templates prepared in the background: found by every process, shown where they are refused."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from archive import entries
from doc_templates.convert.pool import Pool
from doc_templates.docx_text import docx_text
from doc_templates.errors import ConversionCode, ConversionFailed
from doc_templates.office import Instansi
from doc_templates.preparing.sameness import difference
from service import drafts, freezing, preparing, worker
from service.cli import main
from service.db import reading
from service.offices import profile
from service.prepared import Prepared
from service.workbench import Workbench, kept_warm
from tests import support_service as support
from tests.benchmarks import wordlike
from tests.support_web import signed_in

WORDLIKE = wordlike.SLUG


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One warm LibreOffice for all."""
    with Pool(workers=1) as made:
        yield made


@pytest.fixture
def office(bench: Workbench, pool: Pool) -> Workbench:
    """An installation with real LibreOffice, in which an office put a template made in Word."""
    wordlike.write(bench.settings.templates)
    return replace(bench, to_pdf=pool.to_pdf, status=pool.status)


def verdicts(bench: Workbench) -> dict[str, str]:
    """Prepares what is due; the kinds that were, and why they were refused."""
    return {
        kind.slug: outcome.alasan if outcome else "?"
        for kind, outcome in preparing.prepare_all(bench)
    }


def test_a_letter_is_the_same_whether_its_template_was_prepared_or_not(office: Workbench) -> None:
    """Its snapshot names the template that the office registered, before and after."""
    plain = support.issue(office, WORDLIKE)
    assert verdicts(office)[WORDLIKE] == ""
    light = support.issue(office, WORDLIKE)
    before, after = docx_file(office, plain.id), docx_file(office, light.id)
    assert len(after) < len(before)
    assert docx_text(after) == docx_text(before).replace("/001/", "/002/")
    assert template_of(office, light.id) == template_of(office, plain.id)
    unprepared = replace(office, prepared=Prepared(office.settings.data / "kosong", "soffice"))
    assert difference(printed(office, light.id), printed(unprepared, light.id)) == ""


def test_what_is_prepared_is_found_by_every_process(office: Workbench) -> None:
    """And by the same service when it starts again."""
    verdicts(office)
    other = replace(office, prepared=Prepared(office.settings.prepared, "soffice"))
    assert verdicts(other) == {}
    kind, head = office.catalog.get(WORDLIKE), letterhead(office)
    assert other.prepared.best(kind, head)[0].docx != kind.docx


def test_nothing_is_prepared_by_two_at_once(office: Workbench) -> None:
    """It would only cost twice."""
    one = preparing.prepare_all(office)
    next(one)
    assert verdicts(replace(office, prepared=Prepared(office.settings.prepared, "x"))) == {}
    one.close()
    assert WORDLIKE in verdicts(office)


def test_a_damaged_file_is_made_again(office: Workbench) -> None:
    """Nothing is printed from it meanwhile."""
    verdicts(office)
    for file in office.settings.prepared.glob("*.docx"):
        file.write_bytes(b"rusak")
    fresh = replace(office, prepared=Prepared(office.settings.prepared, "soffice"))
    kind = office.catalog.get(WORDLIKE)
    assert fresh.prepared.best(kind, letterhead(office))[0] == kind
    assert WORDLIKE in verdicts(fresh)


def test_a_refused_template_is_used_as_it_is_and_its_reason_is_shown(office: Workbench) -> None:
    """On the page of kinds for whoever sets the office up, and by a command."""
    shade(office.settings.templates / WORDLIKE)
    assert "tampak lain" in verdicts(office)[WORDLIKE]
    kind = office.catalog.get(WORDLIKE)
    assert office.prepared.best(kind, letterhead(office))[0] == kind
    page = signed_in(office).get("/jenis").text
    assert "templat asli dipakai" in page
    assert "tampak lain daripada aslinya" in page
    told = CliRunner().invoke(main, ["siapkan"], env={"NASKAH_DATA": str(office.settings.data)})
    assert f"{WORDLIKE:<24} memakai templat asli. Gambar di halaman 1" in told.output


def test_a_kind_without_a_sample_is_told_and_tried_again_with_one(office: Workbench) -> None:
    """There is nothing to compare before."""
    sample = office.settings.templates / WORDLIKE / "contoh.toml"
    kept = sample.read_bytes()
    sample.unlink()
    assert "belum ada" in verdicts(office)[WORDLIKE]
    assert verdicts(office) == {}
    sample.write_bytes(kept)
    assert verdicts(office) == {WORDLIKE: ""}


def test_without_libreoffice_nothing_is_decided(office: Workbench) -> None:
    """It is done once LibreOffice is there."""
    down = Pool("soffice-yang-tidak-ada")
    assert verdicts(replace(office, to_pdf=down.to_pdf))[WORDLIKE] == "?"
    assert verdicts(office)[WORDLIKE] == ""


@pytest.mark.parametrize("code", ["waktu-habis", "mati"])
def test_a_template_that_libreoffice_cannot_do_does_not_hold_up_the_others(
    office: Workbench, code: ConversionCode
) -> None:
    """It is tried once more, since a LibreOffice may die by chance; then the reason is kept."""
    other = office.settings.templates / "surat-lain"
    shutil.copytree(office.settings.templates / WORDLIKE, other)
    with zipfile.ZipFile(other / "template.docx", "a") as package:
        package.comment = b"lain"  # another file, so another template
    tries = 0

    def failing(docx: bytes) -> bytes:
        nonlocal tries
        tries += 1
        raise ConversionFailed(code, "LibreOffice tidak selesai pada waktunya.")

    told = verdicts(replace(office, to_pdf=failing))
    assert all("tidak selesai pada waktunya" in told[slug] for slug in (WORDLIKE, "surat-lain"))
    assert tries == 4
    assert verdicts(office) == {}


def test_the_service_prepares_by_itself(bench: Workbench) -> None:
    """Nobody has to know of it."""
    wordlike.write(bench.settings.templates)
    with kept_warm(bench, workers=1) as warm:
        chores = {chore.__name__: chore for chore, _pause in worker.CHORES}
        while not warm.prepared.verdict(warm.catalog.get(WORDLIKE), letterhead(warm)):
            chores["_prepare"](warm)
    assert list(preparing.refusals(bench, support.office_of(bench))) == [support.SMALL]


def letterhead(bench: Workbench) -> Instansi:
    """That of the sample office."""
    return profile.letterhead_of(support.office_of(bench), bench.store)


def printed(bench: Workbench, arsip_id: int) -> bytes:
    """The PDF of an entry, made once more from its snapshot."""
    key = support.entry(bench, arsip_id).draft_key
    assert key is not None
    with reading(bench.engine) as conn:
        draft = drafts.get(conn, support.office_of(bench).id, drafts.id_of(key))
    product = freezing.make(bench, freezing.thaw(bench, draft))
    assert product.pdf is not None
    return product.pdf


def template_of(bench: Workbench, arsip_id: int) -> object:
    """What the snapshot of an entry notes of its template."""
    with reading(bench.engine) as conn:
        return entries.snapshot(conn, arsip_id)["templat"]


def docx_file(bench: Workbench, arsip_id: int) -> bytes:
    """The DOCX of an entry."""
    return support.file_of(bench, arsip_id, "docx")


def shade(folder: Path) -> None:
    """Lays a colour below the clear logo of a template."""
    template = folder / "template.docx"
    document = docx.Document(str(template))
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="C00000"/>'
    cell = document.tables[0].rows[0].cells[0]
    cell._tc.get_or_add_tcPr().append(parse_xml(fill))
    document.save(str(template))
