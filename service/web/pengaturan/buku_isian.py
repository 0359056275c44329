"""The form of a book: its fields, and how a book's own data fill them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.engine import Connection

from doc_templates.shapes import Fault, Field
from numbering import books
from numbering.books import Buku
from numbering.errors import BadPattern, BookExists, NumberingError, RestartSettled
from numbering.format import NumberFormat
from numbering.preset import Preset, PresetBook
from service.web.context import office
from service.web.settings_form import Sent, refusal

STYLES = (".A", "A", ".01", ".1", "-A", "/A")
YES, NO = "Ya", "Tidak"
AGAIN = {"tahun": "setiap tahun", "bulan": "setiap bulan", "tidak": "tidak pernah"}
BOOK = (
    Field("nama", "Nama buku", wajib=True, maks=100, petunjuk="Misalnya Surat Keluar."),
    Field("pola", "Pola nomor", wajib=True, maks=200,
          petunjuk="Misalnya {kode}/{urut:03}/{unit}/{tahun}. Bagian yang dikenal: {kode} {urut} "
          "{sisipan} {unit} {jenis} {sub} {keamanan} {bulan} {bulan:02} {bulan_romawi} {tahun} "
          "{tahun:02}. Yang di antara [ dan ] hanya dicetak bila isinya ada. {keamanan} mengikuti "
          "sifat surat: B, T, R, atau SR; di antara [ dan ] huruf B tidak dicetak."),
    Field("restart", "Nomor urut mulai lagi dari 1", "pilihan", wajib=True,
          pilihan=tuple(AGAIN.values()), bawaan=AGAIN["tahun"],
          petunjuk="Tetap sejak buku ini memberi nomor. Untuk hitungan yang lain, buat buku baru."),
    Field("kode_unit", "Kode unit buku ini", maks=30,
          petunjuk="Kosongkan agar memakai kode unit instansi."),
    Field("gaya_sisipan", "Tanda nomor sisipan", "pilihan", pilihan=STYLES, bawaan=".A",
          petunjuk="Sisipan sesudah nomor 12: “.A” menjadi 12.A, “.01” menjadi 12.01."),
    Field("mundur", "Tanggal mundur diizinkan", "pilihan", pilihan=(NO, YES), bawaan=NO,
          petunjuk="Bila tidak, surat tidak dapat bertanggal sebelum surat terbaru di buku ini. "
          "Bila ya, suratnya selalu ditandai."),
    Field("bagian", "Bagian buatan sendiri", "daftar", maks=20,
          petunjuk="Nama lain yang dipakai di pola, misalnya bidang untuk {bidang}. Yang isinya "
          "dikosongkan ditanyakan di formulir setiap surat.",
          kolom=(Field("nama", "Nama", wajib=True, maks=40),
                 Field("isi", "Isi tetap", maks=60))),
)  # fmt: skip
NEW = (
    Field("slug", "Nama pendek", wajib=True, maks=64,
          petunjuk="Huruf kecil dan tanda hubung, misalnya surat-keluar; tidak dapat diubah lagi."),
    *BOOK,
)  # fmt: skip


def raw_of(buku: Buku) -> dict[str, object]:
    """Give a book as its form holds it."""
    rows = [{"nama": name, "isi": value} for name, value in buku.bagian.items()]
    mundur = YES if buku.mundur else NO
    return {**vars(buku), "restart": AGAIN[buku.restart], "mundur": mundur, "bagian": rows}


def chosen(shelf: Iterable[Preset], key: str) -> tuple[Preset, PresetBook] | None:
    """Give the region and its book that a choice such as `kota-malang/keputusan` names."""
    pairs = ((one, book) for one in shelf for book in one.buku)
    return next((pair for pair in pairs if key == f"{pair[0].slug}/{pair[1].slug}"), None)


def filled(
    raw: Mapping[str, object], book: PresetBook, taken: Collection[str]
) -> dict[str, object]:
    """Fill a form in from the book of a region; the names of a book that is there stay."""
    shown = raw_of(Buku(0, 0, book.slug, book.nama, book.pola, book.restart, book.kode_unit,
                        book.bagian))  # fmt: skip
    pattern = {name: shown[name] for name in ("pola", "restart", "kode_unit", "bagian")}
    if raw.get("nama"):
        return {**raw, **pattern}
    slug = "" if book.slug in taken else book.slug
    return {**raw, **pattern, "nama": book.nama, "slug": slug}


def restart_of(words: str) -> str:
    """Give the restart that the form's words mean; other words as they are."""
    return next((restart for restart, said in AGAIN.items() if said == words), words)


def faults(sent: Sent, *, new: bool = False) -> list[Fault]:
    """Say all that is wrong with the form, its pola and a new book's short name among it."""
    found = list(sent.faults)
    blamed = {one.tempat for one in found}
    checks: dict[str, Callable[[], object]] = {
        "pola": lambda: NumberFormat.parse(sent.text("pola"), _facts(sent)["bagian"])
    }
    if new:
        checks["slug"] = lambda: books.check_slug(sent.text("slug"))
    for name in checks.keys() - blamed:
        try:
            checks[name]()
        except NumberingError as fault:
            found += refused(fault, name)
    order = [one.nama for one in NEW]
    return sorted(found, key=lambda one: order.index(one.tempat.partition(".")[0]))


def refused(error: NumberingError, name: str = "") -> list[Fault]:
    """Make faults at their inputs out of what the library refuses; `name` where it is known."""
    if isinstance(error, BadPattern):
        return [Fault("pola", "Pola nomor", str(one)) for one in error.faults]
    if name == "slug" or isinstance(error, BookExists):
        return [Fault("slug", "Nama pendek", str(error))]
    if isinstance(error, RestartSettled):
        return [Fault("restart", "Nomor urut mulai lagi dari 1", str(error))]
    return [refusal(error)]


def bagian_of(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Give the own parts of a book out of the rows of its form."""
    return {
        row["nama"].strip(): row.get("isi", "").strip()
        for row in rows
        if row.get("nama", "").strip()
    }


def add(conn: Connection, sent: Sent) -> Buku:
    """Open the book that a form describes. Raises what `add_buku` and `set_rules` do."""
    return _rules(conn, books.add_buku(conn, office().id, sent.text("slug"), **_facts(sent)), sent)


def change(conn: Connection, slug: str, sent: Sent) -> Buku:
    """Change a book to what its form says. Raises what `change_buku` and `set_rules` do."""
    buku = books.get_buku(conn, office().id, slug)
    return _rules(conn, books.change_buku(conn, buku, **_facts(sent)), sent)


def _rules(conn: Connection, buku: Buku, sent: Sent) -> Buku:
    gaya = sent.text("gaya_sisipan") or buku.gaya_sisipan
    return books.set_rules(conn, buku, mundur=sent.text("mundur") == YES, gaya_sisipan=gaya)


def _facts(sent: Sent) -> dict[str, Any]:
    texts = {name: sent.text(name) for name in ("nama", "pola", "kode_unit")}
    restart = restart_of(sent.text("restart"))
    bagian = bagian_of(vars(row) for row in sent.rows("bagian"))
    return {**texts, "restart": restart, "bagian": bagian}
