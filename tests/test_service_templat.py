"""Templates that an office brings: looked at before anybody uses them."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import docx
import pytest
from click.testing import CliRunner, Result
from werkzeug.datastructures import FileStorage

from archive.schema import arsip_file
from doc_templates.catalog import uploaded
from doc_templates.errors import UnfitTemplate
from doc_templates.office import LIBRARY
from service import backup, direct, doctor, issuing
from service.accounts.permissions import Izin, Peran, may
from service.cli import main
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices import profile
from service.offices.profile import Office
from service.templat import again, bringing, versions
from service.web.pengaturan.logo import read_logo
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, Killed
from tests.support_web import a_file, other_office, signed_in
from tests.test_doc_templates_intake import drawn

Naskah = Callable[..., Result]
KIND = "permintaan-data"
SHIPPED = LIBRARY / KIND / "template.docx"


def naskah(data: Path, *words: str) -> Result:
    """A command of the installation in this folder."""
    env = {"NASKAH_DATA": str(data), "NASKAH_SOFFICE": "tidak-ada"}
    return CliRunner().invoke(main, words, env=env)


def changed(word: str, other: str) -> bytes:
    """The shipped template, something in it written otherwise."""
    document = docx.Document(str(SHIPPED))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(word, other)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("file", "jenis", "code", "said"),
    [
        (SHIPPED.read_bytes(), KIND, 0, "Templat bersih."),
        (changed("{{ narahubung", "{{ narahubun"), KIND, 1, "Mungkin maksudnya"),
        (b"bukan docx", KIND, 1, "bukan dokumen Word"),
        (SHIPPED.read_bytes(), "tidak-ada", 2, "tidak dikenal"),
        (None, KIND, 2, "tidak dapat dipakai"),
    ],
)
def test_a_template_is_checked_by_command(
    tmp_path: Path, file: bytes | None, jenis: str, code: int, said: str
) -> None:
    """0 clean, 1 with findings, 2 wrong use."""
    path = tmp_path / "templat.docx"
    if file is not None:
        path.write_bytes(file)
    answer = naskah(tmp_path / "data", "template", "check", str(path), "--jenis", jenis)
    assert (answer.exit_code, said in answer.output) == (code, True), answer.output


CLOSING = "Demikian disampaikan."
OTHER = "Demikian kami sampaikan."
GOOD = changed(CLOSING, OTHER)
BAD = changed("{{ narahubung", "{{ narahubun")


def brought(bench: Workbench, docx: bytes = GOOD, office: Office | None = None) -> int:
    """A version that an office has uploaded."""
    where = office or support.office_of(bench)
    found = bringing.bring(bench, where, KIND, "surat kami.docx", docx, oleh=OLEH)
    assert found.versi_id is not None, found.report.findings
    return found.versi_id


def use(bench: Workbench, versi_id: int | None) -> None:
    """The sample office uses this version from now on."""
    bringing.use(bench, support.office_of(bench), KIND, versi_id, "menurut edaran", oleh=OLEH)


def closing(bench: Workbench, arsip_id: int) -> str:
    """The closing sentence of a letter."""
    return next(one for one in (CLOSING, OTHER) if one in support.docx_of(bench, arsip_id))


def test_letters_to_come_are_made_from_the_version_in_use(bench: Workbench) -> None:
    """An upload alone changes nothing; the kind's own template comes back at one press."""
    before = support.issue(bench, KIND).id
    versi_id = brought(bench)
    assert closing(bench, support.issue(bench, KIND).id) == CLOSING
    use(bench, versi_id)
    assert closing(bench, support.issue(bench, KIND).id) == OTHER
    use(bench, None)
    assert closing(bench, support.issue(bench, KIND).id) == CLOSING
    assert closing(bench, before) == CLOSING
    with reading(bench.engine) as conn:
        told = versions.changes(conn, support.office_of(bench).id, KIND)
    assert [(one.versi_id, one.catatan, one.oleh) for one in told] == [
        (None, "menurut edaran", OLEH),
        (versi_id, "menurut edaran", OLEH),
    ]
    support.assert_whole(bench)


def test_one_office_does_not_change_the_letters_of_another(bench: Workbench) -> None:
    """Versions belong to an office, and cannot be put in use by another."""
    use(bench, brought(bench))
    other = other_office(bench)
    assert versions.kind_for(bench, other.id, KIND).docx == SHIPPED.read_bytes()
    with pytest.raises(NotFound):
        bringing.use(bench, other, KIND, brought(bench), "", oleh=OLEH)


def test_a_letter_that_was_begun_is_finished_with_the_template_of_then(bench: Workbench) -> None:
    """Between a crash and its end, somebody has changed the template."""
    versi_id = brought(bench)
    with pytest.raises(Killed):
        issuing.issue_new(dying(bench), support.new_draft(bench, KIND), oleh=OLEH)
    use(bench, versi_id)
    assert support.resumed(bench) == (1, 0)
    (letter,) = support.all_entries(bench)
    assert closing(bench, letter.id) == CLOSING
    assert again.again(bench, letter.instansi_id, letter.id).sama


def dying(bench: Workbench) -> Workbench:
    """The process dies when the documents are made, after the number was taken."""

    def die(_docx: bytes) -> bytes:
        raise Killed

    return replace(bench, to_pdf=die)


def test_a_letter_can_be_made_again(bench: Workbench) -> None:
    """From the template, the values and the logo of then; in any later state of the office."""
    first = support.issue(bench, KIND)
    use(bench, brought(bench))
    second = support.issue(bench, KIND)
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        profile.change(conn, office, replace(office.profil, nama="KECAMATAN BARU"), None)
    for letter in (first, second):
        made = again.again(bench, office.id, letter.id)
        assert (made.sama, made.sidik) == (True, sha256(made.docx).hexdigest())
        assert made.sidik in support.digests(bench)


def test_what_changed_is_not_called_the_same(bench: Workbench) -> None:
    """A later Naskah may print the same words in other bytes."""
    letter = support.issue(bench, KIND)
    with transaction(bench.engine) as conn:
        conn.execute(arsip_file.update().values(digest=bench.store.put(GOOD)))
    made = again.again(bench, letter.instansi_id, letter.id)
    assert (made.sama, made.kata_sama) == (False, False)
    assert "Berbeda" in made.pesan


def test_a_letter_is_made_again_by_command(bench: Workbench, tmp_path: Path) -> None:
    """0 the same, 2 for a number that is none."""
    letter = support.issue(bench, KIND)
    out, data = tmp_path / "surat.docx", bench.settings.data
    answer = naskah(data, "surat", "ulang", str(letter.id), "--out", str(out))
    assert (answer.exit_code, "Sama persis" in answer.output) == (0, True), answer.output
    assert out.read_bytes() == support.file_of(bench, letter.id, "docx")
    assert naskah(data, "surat", "ulang", "999").exit_code == 2


def test_what_letters_were_made_of_is_in_the_backup(bench: Workbench, tmp_path: Path) -> None:
    """A restored installation makes the same letters again, and goes on with the same template."""
    use(bench, brought(bench))
    letter = support.issue(bench, KIND)
    backup.backup(bench, tmp_path / "cadangan")
    with support.at(tmp_path / "pulih") as other:
        backup.restore(other, tmp_path / "cadangan")
        assert again.again(other, letter.instansi_id, letter.id).sama
        assert closing(other, support.issue(other, KIND).id) == OTHER
        assert direct.verify(other) == ([], [])


def test_a_lost_template_is_told(bench: Workbench) -> None:
    """An archive that cannot make its letters again any more says so."""
    use(bench, brought(bench))
    bench.store.path(sha256(GOOD).hexdigest()).unlink()
    assert [one for one in direct.verify(bench)[0] if "filenya hilang" in one]


def test_a_bad_upload_leaves_everything_as_it_is(bench: Workbench) -> None:
    """Findings, and no version."""
    found = bringing.bring(bench, support.office_of(bench), KIND, "x.docx", BAD, oleh=OLEH)
    assert (found.versi_id, found.report.usable) == (None, False)
    with pytest.raises(UnfitTemplate):
        bringing.bring(bench, support.office_of(bench), KIND, "x.docx", b"x", oleh=OLEH)
    with reading(bench.engine) as conn:
        assert versions.every(conn, support.office_of(bench).id, KIND) == []


PAGE = f"/jenis/{KIND}/templat"


def test_a_template_goes_its_way_on_the_screens(bench: Workbench) -> None:
    """Uploaded with faults, mended, compared, put in use, and back."""
    someone = signed_in(bench, Peran.SEKRETARIS)
    assert {PAGE, "/jenis/buku-agenda/templat"} <= set(
        re.findall(r'href="([^"]+/templat)"', someone.get("/jenis").text)
    )
    wrong = someone.post(PAGE, {"file": a_file(BAD, "surat.docx")})
    assert wrong.status_code == 422
    assert "Mungkin maksudnya “narahubung”" in wrong.text
    address = re.search(r'href="([^"]+/komentar-[^"]+)"', wrong.text)
    assert address
    assert list(docx.Document(io.BytesIO(someone.get(address[1]).data)).comments)
    right = someone.post(PAGE, {"file": a_file(GOOD, "surat.docx")})
    there = right.headers["Location"]
    page = someone.get(there).text
    assert "Pakai templat ini" in page
    for address in re.findall(r'src="([^"]+\.png)"', page):
        assert someone.get(address).data.startswith(b"\x89PNG")
    assert "/beda-" in page
    someone.post(f"{PAGE}/pakai", {"versi": there.rsplit("/", 1)[1], "catatan": "edaran 5"})
    listed = someone.get(PAGE).text
    assert "edaran 5" in listed
    assert "Kembali ke bawaan" in listed
    assert someone.get(f"/jenis/{KIND}/templat.docx").data == GOOD
    someone.post(f"{PAGE}/pakai", {})
    assert someone.get(f"/jenis/{KIND}/templat.docx").data == SHIPPED.read_bytes()


def longer(paragraphs: int) -> bytes:
    """The shipped template with so many paragraphs more."""
    document = docx.Document(str(SHIPPED))
    for _ in range(paragraphs):
        document.add_paragraph("Paragraf tambahan (contoh).")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


DOUBTFUL = changed(CLOSING, "Demikian { hal }.")
WARNINGS = {
    "a single brace": (DOUBTFUL, "tercetak apa adanya"),
    "more pages": (longer(60), "Contohnya kini 3 halaman, semula 2."),
}


@pytest.mark.parametrize("fault", WARNINGS)
def test_what_holds_nothing_back_is_shown_before_the_template_is_used(
    bench: Workbench, fault: str
) -> None:
    """With its comments, above the button; also when somebody comes back to the version later."""
    file, said = WARNINGS[fault]
    someone = signed_in(bench, Peran.SEKRETARIS)
    there = someone.post(PAGE, {"file": a_file(file, "surat.docx")}).headers["Location"]
    page = someone.get(there).text
    assert -1 < page.find(said) < page.find("Pakai templat ini")
    address = re.search(r'href="([^"]+/komentar-[^"]+)"', page)
    assert address
    assert docx.Document(io.BytesIO(someone.get(address[1]).data)).paragraphs
    rmtree(bench.settings.data / "sementara")
    assert said in someone.get(there).text
    assert someone.get(address[1]).status_code == 200


def test_a_letter_in_a_font_that_is_not_here_says_so_on_its_page(bench: Workbench) -> None:
    """Before it is signed; nothing is held back."""
    document = docx.Document(str(SHIPPED))
    document.add_paragraph().add_run("Catatan (contoh).").font.name = "Huruf Rekaan Contoh"
    target = io.BytesIO()
    document.save(target)
    use(bench, brought(bench, target.getvalue()))
    letter = support.issue(bench, KIND)
    page = signed_in(bench, Peran.STAF).get(f"/arsip/{letter.id}").text
    assert "Huruf Huruf Rekaan Contoh tidak terpasang" in page
    assert support.file_of(bench, letter.id, "pdf")


def test_a_clean_template_is_shown_without_findings(bench: Workbench) -> None:
    """Nobody looks at what is not there."""
    someone = signed_in(bench, Peran.SEKRETARIS)
    there = someone.post(PAGE, {"file": a_file(GOOD, "surat.docx")}).headers["Location"]
    assert "Perlu dilihat" not in someone.get(there).text


def test_a_template_that_does_not_print_any_more_can_be_replaced(bench: Workbench) -> None:
    """There is nothing to compare with, and nothing else is amiss."""
    kind = bench.catalog.get(KIND)
    letterhead = profile.letterhead_of(support.office_of(bench), bench.store)
    report, why = doctor.try_out(bench, uploaded(kind, GOOD), uploaded(kind, BAD), letterhead)
    assert (report.findings, why) == ((), "")


def test_the_command_prints_the_sample_as_well(bench: Workbench) -> None:
    """More pages than before are told by the command, too; what it could not print, it says."""
    lines, unprinted, _ = doctor.tell(bench, KIND, longer(60))
    assert ([line[:5] for line in lines], unprinted) == (["[D21]"], "")
    lines, unprinted, _ = doctor.tell(replace(bench, to_pdf=None), KIND, longer(60))
    assert (lines, unprinted) == ([], "PDF tidak diminta.")


@pytest.mark.parametrize("peran", [Peran.STAF, Peran.ARSIPARIS, Peran.INSPEKTORAT, Peran.KABUPATEN])
def test_not_everybody_changes_templates(peran: Peran) -> None:
    """The matrix decides: secretaries and administrators."""
    assert not may(peran, Izin.TEMPLAT)
    assert may(Peran.SEKRETARIS, Izin.TEMPLAT)
    assert may(Peran.ADMIN, Izin.TEMPLAT)


def test_a_letter_is_made_again_on_its_page(bench: Workbench) -> None:
    """One press, and a sentence."""
    letter = support.issue(bench, KIND)
    someone = signed_in(bench, Peran.STAF)
    someone.post(f"/arsip/{letter.id}/ulang")
    assert "Sama persis dengan DOCX yang diarsipkan" in someone.get(f"/arsip/{letter.id}").text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG" + b"\0" * 30 * 2**20, "terlalu besar"),
        (drawn("JPEG", "CMYK"), "CMYK"),
        (drawn("PNG")[:60], "rusak"),
        (b"bukan gambar", "rusak"),
    ],
)
def test_a_bad_logo_is_refused(data: bytes, said: str) -> None:
    """Each with a sentence; the logo in use stays, since nothing is given back."""
    with pytest.raises(Refused, match=said):
        read_logo(FileStorage(io.BytesIO(data), "logo.png"))
