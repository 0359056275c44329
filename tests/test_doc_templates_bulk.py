"""Many letters in one turn of LibreOffice: each the same PDF as alone, or made alone."""

import io
from collections.abc import Iterator
from copy import deepcopy
from functools import partial

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from doc_templates import pdf
from doc_templates.bulk.joining import MARK, join
from doc_templates.bulk.letter import Letter
from doc_templates.bulk.many import Made, batch_size, convert_many
from doc_templates.bulk.proofs import Proofs
from doc_templates.bulk.sameness import difference
from doc_templates.bulk.splitting import split
from doc_templates.catalog import Catalog
from doc_templates.convert.pool import Pool
from doc_templates.errors import ConversionFailed, NotJoinable
from doc_templates.office import LIBRARY, sample
from doc_templates.preflight import inspect, only_number
from doc_templates.render import render
from service import trying

KINDS = ("undangan-rapat", "nota-dinas", "sk-tim", "lembar-disposisi", "formulir-data")
NUMBERS = ("000.8/1/2026", "000.8/2/2026", "000.8/3/2026")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One warm LibreOffice."""
    with Pool(workers=1) as made:
        yield made


def rendered(slug: str) -> list[bytes]:
    """The sample letter of a kind under three numbers."""
    kind = Catalog([LIBRARY]).get(slug)
    values = trying.sample_values(kind)
    given = NUMBERS if kind.nomor == "ya" else ("",) * len(NUMBERS)
    return [render(kind, values, sample(), nomor_surat=number) for number in given]


def saved(document: Document, title: str = "Surat Contoh") -> bytes:
    """The bytes of a document with this title."""
    document.core_properties.title, document.core_properties.author = title, "Kantor Contoh"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def counted(code: str) -> Document:
    """A letter with a field at the foot of its pages."""
    document = docx.Document()
    document.add_paragraph("Isi surat contoh.")
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "/>')
    document.sections[0].footer.paragraphs[0]._p.append(field)
    return document


def listed(number: int, colour: str) -> bytes:
    """A letter with pages, a list, headings, an address and a picture that are all its own."""
    document = counted("PAGE")
    document.sections[0].header.paragraphs[0].text = f"Kepala surat contoh {number}"
    document.add_heading("Bagian kecil", 2)
    for place in range(30 * number):
        paragraph = document.add_paragraph(f"Butir {place} surat contoh {number} & lampirannya")
        counting = deepcopy(document.styles["List Number"].element.pPr.find(qn("w:numPr")))
        paragraph._p.get_or_add_pPr().append(counting)
    document.add_heading("Bagian besar", 1)
    drawn = io.BytesIO()
    Image.new("RGB", (60, 60), colour).save(drawn, "PNG")
    document.add_paragraph().add_run().add_picture(drawn, width=Mm(20))
    link = OxmlElement("w:hyperlink")
    address = document.part.relate_to(
        f"https://contoh-{number}.example",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link.set(qn("r:id"), address)
    link.append(document.add_paragraph().add_run("alamat contoh")._r)
    document.paragraphs[-1]._p.append(link)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_table(2, 3, style="Table Grid").cell(0, 0).text = f"Lampiran {number}"
    document.add_paragraph("Akhir lampiran contoh.")
    return saved(document, f"Surat contoh {number}")


def together(documents: list[bytes], pool: Pool) -> list[Made]:
    """All of them as one batch."""
    return list(convert_many(documents, pool.to_pdf, version="uji", proofs=Proofs()))


@pytest.mark.parametrize("slug", KINDS)
def test_a_joined_letter_is_the_same_pdf_as_alone(pool: Pool, slug: str) -> None:
    """Every dot, every tag, its title, PDF/A; and the last look finds its number."""
    documents = rendered(slug)
    for number, document, made in zip(NUMBERS, documents, together(documents, pool), strict=True):
        assert made.pdf is not None
        assert made.alone == ""
        assert difference(made.pdf, pool.to_pdf(document)) == ""
        wanted = number if number in str(pdf.text(pool.to_pdf(document))) else ""
        assert [one for one in inspect(made.pdf, only_number(wanted))[1] if one.holds] == []


def test_letters_keep_what_is_their_own(pool: Pool) -> None:
    """Length, page numbers, list numbers, headers, pictures, bookmarks, landscape annexes."""
    documents = [listed(1, "navy"), listed(3, "maroon"), listed(2, "olive")]
    made = together(documents, pool)
    assert [one.alone for one in made] == ["", "", ""]
    parts = [one.pdf or b"" for one in made]
    assert len({pdf.page_count(part) for part in parts}) == 3
    for part, document in zip(parts, documents, strict=True):
        assert difference(part, pool.to_pdf(document)) == ""
    assert [len(pdf.outline(part)) for part in parts] == [2, 2, 2]


def test_a_part_is_sound_and_holds_nothing_of_the_others(pool: Pool) -> None:
    """QPDF has nothing against it; its tags lead to its own pages, and pictures are its own."""
    letters = [Letter(listed(1, "navy")), Letter(listed(2, "maroon"))]
    facts = [letter.facts for letter in letters]
    for part in split(pool.to_pdf(join(letters)), MARK, facts):
        with pikepdf.open(io.BytesIO(part)) as opened:
            assert opened.check_pdf_syntax() == []
            pages = {page.obj.objgen for page in opened.pages}
            tagged = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
            assert {one.Pg.objgen for one in tagged if "/Pg" in one} <= pages
            assert len([one for one in tagged if one.get("/Type") == "/Page"]) == len(pages)
            streams = [one for one in opened.objects if isinstance(one, pikepdf.Stream)]
            assert len([one for one in streams if one.get("/Subtype") == "/Image"]) == 1
            assert "/Dests" not in opened.Root


@pytest.mark.parametrize(
    ("code", "why"),
    [("NUMPAGES", "NUMPAGES"), ("SECTIONPAGES", "SECTIONPAGES")],
)
def test_what_looks_at_the_whole_document_is_made_alone(pool: Pool, code: str, why: str) -> None:
    """The number of all pages would be that of all letters."""
    first, second = together([saved(counted(code))] * 2, pool)
    assert why in first.alone
    assert first.pdf is not None
    assert second.pdf is not None


def styled() -> bytes:
    """A letter whose list is counted by the style of its paragraphs."""
    document = docx.Document()
    style = document.styles["Normal"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="2"/></w:numPr>'))
    return saved(document)


def other() -> bytes:
    """A letter of another template."""
    document = counted("PAGE")
    document.styles.add_style("Gaya Lain", 1)
    return saved(document)


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        ([styled(), styled()], "gaya paragraf"),
        ([saved(counted("PAGE")), other()], "templat surat-suratnya tidak sama"),
        ([b"bukan docx", b"bukan docx"], "tidak tersusun"),
    ],
)
def test_letters_that_cannot_stand_together_are_not_joined(
    documents: list[bytes], why: str
) -> None:
    """Known beforehand, each with its reason."""
    with pytest.raises(NotJoinable, match=why):
        join([Letter(document) for document in documents])


def test_one_bad_letter_does_not_take_the_others_along(pool: Pool) -> None:
    """They are made alone, and it has its fault."""
    good = saved(counted("PAGE"))
    made = together([good, b"bukan docx", good], pool)
    assert [one.pdf is not None for one in made] == [True, False, True]
    assert made[1].fault is not None
    assert made[1].fault.code == "ditolak"


def test_when_joining_fails_the_letters_are_made_alone(pool: Pool) -> None:
    """Whatever LibreOffice has against the whole, it may have nothing against the parts."""
    documents = rendered("undangan-rapat")

    def only_single(document: bytes) -> bytes:
        if document not in documents:
            raise ConversionFailed("waktu-habis", "Terlalu lama.")
        return pool.to_pdf(document)

    proofs = Proofs()
    made = list(convert_many(documents, only_single, version="uji", proofs=proofs))
    assert [one.alone for one in made] == ["Terlalu lama."] * 3
    assert all(one.pdf for one in made)
    assert proofs.get("uji") is None


def test_a_template_that_shows_a_difference_is_never_joined_again(pool: Pool) -> None:
    """One glance is enough; the reason is told with every letter from then on."""
    documents, another = rendered("undangan-rapat"), rendered("nota-dinas")[0]
    asked: list[bytes] = []

    def lying(document: bytes) -> bytes:
        asked.append(document)
        return pool.to_pdf(another if document in documents else document)

    convert = partial(convert_many, documents, lying, version="uji", proofs=Proofs())
    assert {one.alone for one in convert()} == {
        "Surat dibuat satu per satu karena jumlah halamannya berubah bila digabung."
    }
    asked.clear()
    assert all("berubah bila digabung" in one.alone for one in convert())
    assert asked == documents


def test_what_the_sample_of_a_run_shows_holds_for_all_its_batches(pool: Pool) -> None:
    """Only one letter of the run is made alone and compared; no batch is handed out before that."""
    documents, another = rendered("undangan-rapat") * 2, rendered("nota-dinas")[0]
    proofs, joined, alone = Proofs(), list[bytes](), list[bytes]()
    proofs.note("uji", "")

    def counting(document: bytes) -> bytes:
        (alone if document in documents else joined).append(document)
        return pool.to_pdf(document)

    def lying(document: bytes) -> bytes:
        return pool.to_pdf(another if document in documents else document)

    run = partial(convert_many, documents, version="uji", proofs=proofs, workers=2, size=2)
    assert [one.alone for one in run(counting)] == [""] * 6
    assert (len(joined), alone) == (3, [documents[1]])
    assert all("berubah bila digabung" in one.alone for one in run(lying))


def test_a_batch_has_a_sample_of_its_own_where_the_first_was_not_joined(pool: Pool) -> None:
    """LibreOffice may have failed at the first by chance; the others must not go unseen."""
    documents, proofs = rendered("undangan-rapat"), Proofs()
    proofs.note("uji", "")
    unlucky, alone = join([Letter(document) for document in documents[:2]]), list[bytes]()

    def failing_once(document: bytes) -> bytes:
        alone.extend([document] if document in documents else [])
        if document == unlucky:
            raise ConversionFailed("waktu-habis", "Terlalu lama.")
        return pool.to_pdf(document)

    run = partial(convert_many, [*documents[:2], *documents[1:3]], version="uji", proofs=proofs)
    first, other, *rest = run(failing_once, size=2)
    assert (first.alone, other.alone) == ("Terlalu lama.", "Terlalu lama.")
    assert [one.alone for one in rest] == ["", ""]
    assert alone.count(documents[2]) == 1


def test_a_kind_with_contents_and_a_letter_by_itself_are_not_joined(pool: Pool) -> None:
    """Page numbers in a table of contents are those of one letter; one letter gains nothing."""
    documents = rendered("lembar-disposisi")
    made = convert_many(documents, pool.to_pdf, version="", proofs=Proofs())
    assert all("daftar isi" in one.alone for one in made)
    (one,) = together(documents[:1], pool)
    assert one.pdf is not None


def test_a_batch_is_as_large_as_leaves_no_worker_idle() -> None:
    """Few letters are shared out, many are taken by the batch."""
    assert [batch_size(count, 2) for count in (0, 1, 10, 500)] == [1, 1, 5, 25]
