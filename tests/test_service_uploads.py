"""service/uploads: files from outside, byte for byte, and signed copies that join their entry."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from openpyxl import Workbook as Spreadsheet
from PIL import Image

from archive import entries, search
from archive.entries import Lokasi
from archive.errors import BerkasClosed, NoSuchEntry, UploadRefused
from archive.query import Query
from service import berkas, issuing, uploads
from service.db import reading
from service.errors import NotFound, Refused
from service.uploads import Incoming
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP


def _docx(words: str = "Rencana kegiatan") -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    book, out = Spreadsheet(), BytesIO()
    book.save(out)
    return out.getvalue()


def _picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 30)).save(out, kind)
    return out.getvalue()


TAKEN = {
    "rencana.docx": _docx(),
    "rencana.pdf": support.fast_pdf(_docx()),
    "rencana.xlsx": _xlsx(),
    "foto.jpg": _picture("JPEG"),
    "FOTO.JPEG": _picture("JPEG"),
    "foto.png": _picture("PNG"),
}


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier of the shipped procedure."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


@pytest.mark.parametrize("nama", TAKEN)
def test_what_was_made_elsewhere_is_filed_byte_for_byte(
    bench: Workbench, berkas_id: int, nama: str
) -> None:
    """Any output may be an uploaded pdf, docx, xlsx, jpg or png, filed like a letter."""
    arsip_id = _upload(bench, berkas_id, nama, TAKEN[nama])
    filed = support.entry(bench, arsip_id)
    assert support.file_of(bench, arsip_id, "unggahan") == TAKEN[nama]
    assert (filed.langkah, filed.keluaran, filed.jenis) == (3, "rencana-kegiatan", "unggahan")
    assert (filed.nomor_surat, filed.ttd_wanted) == (None, False)
    assert support.last_used(bench) == 0
    support.assert_whole(bench)


REFUSED = {
    "program.exe": b"MZ\x90\x00",
    "halaman.html": b"<html><script>alert(1)</script>",
    "kosong.pdf": b"",
    "rencana.pdf": _docx(),  # its name says something else than its content
    "arsip.docx": b"PK\x03\x04 terpotong",
}


@pytest.mark.parametrize("nama", REFUSED)
def test_anything_else_is_refused(bench: Workbench, berkas_id: int, nama: str) -> None:
    """Told by what it is, not by what it is called; nothing is filed."""
    with pytest.raises(UploadRefused, match=nama):
        _upload(bench, berkas_id, nama, REFUSED[nama])
    assert support.all_entries(bench) == []


def test_the_words_of_an_upload_are_found(bench: Workbench, berkas_id: int) -> None:
    """PDF and Word are searched like letters."""
    for nama, words in (("a.docx", "kelurahan mekarsari"), ("b.pdf", "kelurahan sukamaju")):
        data = _docx(words)
        data = data if nama == "a.docx" else support.fast_pdf(data)
        _upload(bench, berkas_id, nama, data)
    with reading(bench.engine) as conn:
        office = support.office_of(bench).id
        found = [
            len(search.find(conn, Query(office, kata=kata)).hits)
            for kata in ("mekarsari", "sukamaju", "kelurahan")
        ]
    assert found == [1, 1, 2]


def test_a_word_file_that_is_damaged_inside_is_filed_without_its_words(
    bench: Workbench, berkas_id: int
) -> None:
    """What cannot be read is still what was handed in."""
    whole = bytearray(_docx("isi " * 500))
    with zipfile.ZipFile(BytesIO(whole)) as package:
        part = package.getinfo("word/document.xml")
    for at in range(part.header_offset + 60, part.header_offset + 200):
        whole[at] ^= 0xFF
    arsip_id = _upload(bench, berkas_id, "rusak.docx", bytes(whole))
    assert support.file_of(bench, arsip_id, "unggahan") == whole


def test_a_closed_dossier_takes_no_upload(bench: Workbench, berkas_id: int) -> None:
    """It was closed: open it again first."""
    berkas.close(bench, support.office_of(bench), berkas_id, oleh=OLEH)
    with pytest.raises(BerkasClosed):
        _upload(bench, berkas_id, "rencana.docx", _docx())


def test_an_upload_for_an_output_that_is_not_there_is_refused(
    bench: Workbench, berkas_id: int
) -> None:
    """With its name."""
    with pytest.raises(NotFound, match="piknik"):
        _upload(bench, berkas_id, "rencana.docx", _docx(), keluaran="piknik")


# --- the signed copy


def test_pictures_of_the_pages_join_their_entry_in_order(bench: Workbench) -> None:
    """Byte for byte, with the dates of signing and return; the entry becomes ditandatangani."""
    filed = support.issue(bench)
    pages = [support.scan(colour) for colour in ("white", "grey", "black")]
    sent = [page.getvalue() for page in pages]
    signed = support.signed(
        bench, filed.id, *(Incoming(f"{n}.jpg", page) for n, page in enumerate(pages))
    )
    assert (signed.state, signed.tanggal_ttd) == ("ditandatangani", date(2027, 1, 25))
    assert signed.tanggal_kembali == date(2027, 1, 26)
    with reading(bench.engine) as conn:
        copies = [one for one in entries.files(conn, filed.id) if one.peran == "ttd"]
    assert [bench.store.read(one.digest) for one in copies] == sent
    assert signed.nomor_surat == filed.nomor_surat


def test_a_signed_pdf_is_taken_as_it_is(bench: Workbench) -> None:
    """Signed electronically elsewhere: not a byte may change, or the signature breaks."""
    filed = support.issue(bench)
    data = support.fast_pdf(_docx("tanda tangan elektronik"))
    support.signed(bench, filed.id, Incoming("tte.pdf", BytesIO(data)))
    assert support.file_of(bench, filed.id, "ttd") == data


def test_a_word_file_is_no_signed_copy(bench: Workbench) -> None:
    """Paper comes back as PDF or picture."""
    filed = support.issue(bench)
    with pytest.raises(UploadRefused, match="PDF, JPG, PNG"):
        support.signed(bench, filed.id, Incoming("surat.docx", BytesIO(_docx())))
    assert support.entry(bench, filed.id).state == "terbit"


def test_one_bad_page_keeps_all_out(bench: Workbench) -> None:
    """Half a signed letter is none."""
    filed = support.issue(bench)
    pages = (Incoming("1.jpg", support.scan()), Incoming("2.jpg", BytesIO(b"bukan gambar")))
    with pytest.raises(UploadRefused):
        support.signed(bench, filed.id, *pages)
    assert support.entry(bench, filed.id).state == "terbit"


@pytest.mark.parametrize(
    ("signed", "back", "said"),
    [
        (date(2027, 2, 2), None, "sesudah hari ini"),
        (date(2027, 1, 20), date(2027, 2, 2), "sesudah hari ini"),
        (date(2027, 1, 20), date(2027, 1, 19), "sebelum tanggal tanda tangan"),
    ],
)
def test_impossible_dates_are_refused(
    bench: Workbench, signed: date, back: date | None, said: str
) -> None:
    """Nothing is signed tomorrow, or comes back before it was signed."""
    filed = support.issue(bench)
    with pytest.raises(Refused, match=said):
        uploads.sign(
            bench,
            support.office_of(bench),
            filed.id,
            [Incoming("1.jpg", support.scan())],
            tanggal_ttd=signed,
            tanggal_kembali=back,
            oleh=OLEH,
        )


def test_nothing_to_upload_is_told(bench: Workbench) -> None:
    """A form sent without a file says what to choose."""
    filed = support.issue(bench)
    with pytest.raises(Refused, match="Pilih dulu"):
        uploads.sign(
            bench,
            support.office_of(bench),
            filed.id,
            [],
            tanggal_ttd=date(2027, 1, 20),
            tanggal_kembali=None,
            oleh=OLEH,
        )


def test_a_cancelled_letter_is_not_signed(bench: Workbench) -> None:
    """Its number is spent, and it stays cancelled."""
    filed = support.issue(bench)
    issuing.cancel(bench, filed.instansi_id, filed.id, alasan="Salah", oleh=OLEH)
    with pytest.raises(Refused, match="dibatalkan"):
        support.signed(bench, filed.id)
    assert support.entry(bench, filed.id).state == "batal"


def test_the_place_of_the_paper_is_noted(bench: Workbench) -> None:
    """Ruang, rak, boks, map."""
    filed, office = support.issue(bench), support.office_of(bench)
    lokasi = Lokasi(ruang="Arsip", rak="2", boks="7", map="A")
    uploads.place(bench, office, filed.id, lokasi, oleh=OLEH)
    assert support.entry(bench, filed.id).lokasi == lokasi
    with pytest.raises(NoSuchEntry):
        uploads.place(bench, office, filed.id + 1, lokasi, oleh=OLEH)


def _upload(
    bench: Workbench, berkas_id: int, nama: str, data: bytes, keluaran: str = "rencana-kegiatan"
) -> int:
    return uploads.upload(
        bench,
        support.office_of(bench),
        berkas_id,
        keluaran,
        Incoming(nama, BytesIO(data)),
        hal="Rencana Kegiatan",
        tanggal=date(2027, 1, 6),
        oleh=OLEH,
    )
