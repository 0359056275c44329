"""An installation for the tests of the service: the sample office, and a converter that is fast."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from textwrap import wrap

import pikepdf
import sqlalchemy as sa
from PIL import Image

from archive import entries
from archive.entries import Entry
from archive.schema import arsip, arsip_file
from doc_templates.docx_text import docx_text
from numbering import counter
from numbering.books import books, get_buku
from numbering.ledger import check_ledger
from numbering.register import Nomor, agenda
from service import direct, drafts, issuing, resuming, uploads
from service.config import Settings
from service.datafile import plain
from service.db import reading, transaction
from service.drafts import Draft, NewDraft, Place
from service.offices import people, profile
from service.offices.people import Pejabat
from service.offices.profile import Office
from service.schema import draft as draft_table
from service.uploads import Incoming
from service.workbench import Workbench, open_workbench
from tests.letter_kinds import HEAD, write_kind

NOW = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
OLEH = "Budi Contoh Santoso"
CAMAT = "197203141998031001"
SEKRETARIS = "197806222003122002"
OFFICE = "contoh-babakancikao"
SOP = "babakancikao"
TAHUN = "2027"
LINES, WIDTH = 60, 110  # lines on a page of the fast converter, characters in a line

SMALL = "surat-uji"
SMALL_HEAD = f'kode_klasifikasi = "000.8.6.3"\n{HEAD}'
# Values of the small kind, whose number comes from the book surat-keluar.
RAW: dict[str, object] = {
    "hal": "Undangan Rapat",
    "tanggal_surat": "2027-01-20",
    "penandatangan": CAMAT,
}


class Killed(BaseException):
    """The process dies here: nothing in the service catches it."""


def settings_for(data: Path) -> Settings:
    """Settings of an installation in this folder."""
    return Settings(data=data, database_url=f"sqlite:///{data / 'naskah.db'}")


def open_fast(settings: Settings) -> Workbench:
    """The installation with the fast converter, at a moment that does not move."""
    return replace(open_workbench(settings), to_pdf=fast_pdf, now=lambda: NOW)


def add_small_kind(settings: Settings, slug: str = SMALL) -> None:
    """A kind with three fields and a number, as an office adds one."""
    write_kind(settings.templates / slug, [], head=SMALL_HEAD)


def office_of(bench: Workbench) -> Office:
    """The sample office."""
    with reading(bench.engine) as conn:
        return profile.by_slug(conn, OFFICE)


def sample(bench: Workbench, jenis: str, **more: object) -> dict[str, object]:
    """The sample values of a kind, and some of them changed."""
    values = {name: plain(value) for name, value in bench.catalog.get(jenis).contoh.items()}
    return values | more


def new_draft(bench: Workbench, jenis: str = SMALL, **more: object) -> NewDraft:
    """A letter of this kind with its sample values."""
    isian = RAW | more if jenis == SMALL else sample(bench, jenis, **more)
    return NewDraft(office_of(bench).id, jenis, isian)


def written(bench: Workbench, new: NewDraft) -> Draft:
    """A draft that somebody has written."""
    with transaction(bench.engine) as conn:
        return drafts.create(conn, new, oleh=OLEH, pada=bench.stamp())


def placed(new: NewDraft, berkas_id: int, langkah: int, keluaran: str) -> NewDraft:
    """The same letter at a step of a dossier."""
    return replace(new, place=Place(berkas_id, langkah, keluaran))


def issue(bench: Workbench, jenis: str = SMALL, **more: object) -> Entry:
    """A letter that was issued."""
    arsip_id = issuing.issue_new(bench, new_draft(bench, jenis, **more), oleh=OLEH)
    return entry(bench, arsip_id)


def entry(bench: Workbench, arsip_id: int) -> Entry:
    """An entry of the sample office."""
    with reading(bench.engine) as conn:
        return entries.get(conn, office_of(bench).id, arsip_id)


def file_of(bench: Workbench, arsip_id: int, peran: str) -> bytes:
    """The newest file of an entry in this role."""
    with reading(bench.engine) as conn:
        found = [one for one in entries.files(conn, arsip_id) if one.peran == peran]
    return bench.store.read(found[-1].digest)


def digests(bench: Workbench) -> list[str]:
    """The digests of all filed files, in the order of filing."""
    with reading(bench.engine) as conn:
        return list(conn.scalars(sa.select(arsip_file.c.digest).order_by(arsip_file.c.id)))


def docx_of(bench: Workbench, arsip_id: int) -> str:
    """The words of an entry's DOCX."""
    return docx_text(file_of(bench, arsip_id, "docx"))


def all_entries(bench: Workbench) -> list[Entry]:
    """Every entry, in the order of filing."""
    with reading(bench.engine) as conn:
        return entries.select_entries(conn, order_by=(arsip.c.id,))


def all_drafts(bench: Workbench) -> int:
    """How many drafts there are."""
    with reading(bench.engine) as conn:
        return conn.scalar(sa.select(sa.func.count()).select_from(draft_table)) or 0


def numbers(bench: Workbench, buku: str = "surat-keluar", tahun: str = TAHUN) -> list[Nomor]:
    """The buku agenda of a year."""
    with reading(bench.engine) as conn:
        return agenda(conn, get_buku(conn, office_of(bench).id, buku).id, tahun)


def last_used(bench: Workbench, buku: str = "surat-keluar", tahun: str = TAHUN) -> int:
    """Where the counter of a book stands."""
    with reading(bench.engine) as conn:
        return counter.last_used(conn, get_buku(conn, office_of(bench).id, buku).id, tahun)


def person(conn: sa.Connection, nip: str) -> Pejabat:
    """The official of the sample office with this NIP."""
    office = profile.by_slug(conn, OFFICE)
    return next(one for one in people.every(conn, office.id) if one.pegawai.nip == nip)


def scan(colour: str = "white") -> BytesIO:
    """A page as a scanner gives it."""
    out = BytesIO()
    Image.new("RGB", (124, 175), colour).save(out, "JPEG")
    out.seek(0)
    return out


def signed(bench: Workbench, arsip_id: int, *pages: Incoming) -> Entry:
    """The signed copy came back, two pages of it unless others are given."""
    pages = pages or (Incoming("satu.jpg", scan()), Incoming("dua.jpg", scan("grey")))
    uploads.sign(
        bench,
        office_of(bench),
        arsip_id,
        pages,
        tanggal_ttd=date(2027, 1, 25),
        tanggal_kembali=date(2027, 1, 26),
        oleh=OLEH,
    )
    return entry(bench, arsip_id)


def resumed(bench: Workbench) -> tuple[int, int]:
    """How many letters and PDFs one resume brought to their end; nothing may be left."""
    done = resuming.resume(bench)
    assert done.faults == ()
    return done.letters, done.pdfs


def assert_whole(bench: Workbench) -> None:
    """Ledgers without a gap, every number one entry, every file there, audit unbroken."""
    with reading(bench.engine) as conn:
        given: list[Nomor] = []
        for buku in books(conn, office_of(bench).id):
            for periode in counter.periods(conn, buku.id):
                assert check_ledger(conn, buku, periode) == []
                given += agenda(conn, buku.id, periode)
        filed = [one for one in entries.select_entries(conn) if one.nomor_surat]
        assert all(len(entries.files(conn, one.id)) >= 1 for one in filed)
    assert sorted((one.draft_key or "", one.nomor_surat or "") for one in filed) == sorted(
        (one.draft_key or "", one.nomor_surat) for one in given
    )
    assert {one.state for one in given} <= {"terbit", "batal"}
    assert direct.verify(bench)[0] == []


@contextmanager
def at(data: Path) -> Iterator[Workbench]:
    """Open an installation that is there already, as a second process would."""
    bench = open_fast(settings_for(data))
    try:
        yield bench
    finally:
        bench.engine.dispose()


def issue_for_ever(data: Path, told: Path) -> None:
    """What a process does until it is killed: issue, and note down what it was answered."""
    with at(data) as bench, told.open("a") as out:
        while True:
            answer = direct.issue(bench, SMALL, dict(RAW), OFFICE, None, None, OLEH)
            out.write(f"{answer['nomor_surat']}\n")
            out.flush()


def fast_pdf(docx: bytes) -> bytes:
    """A real PDF with the words of a DOCX, made without LibreOffice."""
    lines = [line for long in docx_text(docx).split("\n") for line in wrap(long, WIDTH) or [""]]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    out = BytesIO()
    with pikepdf.new() as made:
        for start in range(0, len(lines), LINES):
            page = made.add_blank_page(page_size=(595, 842))
            name = str(page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)).encode()
            shown = b"".join(b"(%s) '\n" % _escaped(line) for line in lines[start:][:LINES])
            page.contents_add(b"BT %s 8 Tf 12 TL 30 820 Td\n%sET" % (name, shown))
        made.save(out, deterministic_id=True)
    return out.getvalue()


def _escaped(line: str) -> bytes:
    known = line.encode("cp1252", "replace")
    return known.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
