"""The `naskah` command: what the office's administrator and its scripts call."""

import errno
import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
import sqlalchemy.exc

from archive.errors import ArchiveError
from doc_templates.errors import BadValues, DocTemplateError, LostText
from numbering.errors import NumberingError
from service import config
from service.datafile import read_data
from service.errors import Refused
from service.sop.procedure import BadProcedure
from service.usage import Commands
from service.workbench import Workbench, open_workbench

TOLD = (
    ArchiveError,
    BadProcedure,
    DocTemplateError,
    NumberingError,
    Refused,
    config.BadSettings,
)
# What the system says of a file, by its number.
TROUBLE = {
    errno.ENOENT: "tidak ada",
    errno.EISDIR: "ini folder, bukan file",
    errno.ENOTDIR: "sebagian alamatnya bukan folder",
    errno.EEXIST: "sudah ada",
    errno.EACCES: "Anda tidak berhak membukanya",
    errno.EPERM: "Anda tidak berhak mengubahnya",
    errno.EROFS: "tempatnya hanya dapat dibaca",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.EDQUOT: "jatah tempat penyimpanan habis",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
CLI_USER = "baris perintah"
FILE = click.Path(path_type=Path)
DATA = click.option("--data", type=FILE, required=True, help="Isian, TOML atau JSON.")


def told(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what a use case refuses into a sentence on stderr and exit code 2."""

    @wraps(command)
    def run(*args: object, **kwargs: object) -> None:
        try:
            command(*args, **kwargs)
        except (BadValues, LostText) as refusal:
            for fault in refusal.faults:
                click.echo(f"{fault.label}: {fault.pesan}", err=True)
            sys.exit(2)
        except TOLD as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(2)
        except sqlalchemy.exc.DatabaseError as fault:
            click.echo(f"Basis data tidak dapat dipakai: {fault.orig}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            raise  # whoever reads has seen enough: click ends quietly
        except OSError as fault:
            place = f"{fault.filename}: " if fault.filename else ""
            why = TROUBLE.get(fault.errno or 0, f"galat sistem {fault.errno}")
            click.echo(f"File atau folder tidak dapat dipakai: {place}{why}.", err=True)
            sys.exit(2)

    return run


def bench_as_is() -> Workbench:
    """Open the installation of the environment; it is closed when the command ends."""
    bench = open_workbench(config.from_env())
    click.get_current_context().call_on_close(bench.engine.dispose)
    return bench


def bench_at() -> Workbench:
    """Open the installation of the environment, its database brought up to date."""
    from service.migrating import migrate  # noqa: PLC0415 - only commands that need the database

    bench = bench_as_is()
    migrate(bench.engine)
    return bench


@click.group(cls=Commands)
def main() -> None:
    """Naskah: surat, nomor, dan berkas SOP pengumpulan data kinerja."""


@main.command()
@told
def serve() -> None:
    """Menjalankan layanan di HOST dan PORT (bawaan http://127.0.0.1:8080)."""
    from service import serving  # noqa: PLC0415 - the web is only needed here

    serving.serve(bench_at())


@main.command()
@told
def migrate() -> None:
    """Menyiapkan atau memperbarui basis data."""
    from service.migrating import migrate as use_case  # noqa: PLC0415

    done = use_case(bench_as_is().engine)
    click.echo("Basis data diperbarui." if done else "Basis data sudah mutakhir.")


@main.group()
def sample() -> None:
    """Instansi contoh, untuk berlatih."""


@sample.command("load")
@told
def sample_load() -> None:
    """Memuat instansi contoh; kata sandinya dicetak sekali ini saja."""
    from service import setup, terminal  # noqa: PLC0415

    terminal.tell_passwords(setup.load_samples(bench_at()))


@main.command()
@told
def jenis() -> None:
    """Menampilkan jenis naskah yang dapat dibuat."""
    catalog = bench_as_is().catalog
    for kind in catalog.kinds():
        if kind.terpilih:
            click.echo(f"{kind.slug:<24} {kind.nama}: {kind.keterangan}")
    for fault in catalog.broken():
        click.echo(str(fault), err=True)


@main.command()
@told
def siapkan() -> None:
    """Meringkas templat agar PDF lebih cepat jadi; yang hasilnya tidak sama tetap memakai aslinya.

    Layanan melakukannya sendiri; perintah ini juga mencoba lagi yang dahulu tidak diterima.
    """
    from service import preparing  # noqa: PLC0415
    from service.workbench import kept_warm  # noqa: PLC0415

    with kept_warm(bench_at()) as bench:
        for line in preparing.report(bench):
            click.echo(line)


@main.group()
def template() -> None:
    """Templat Word: periksa."""


@template.command("check")
@click.argument("file", type=FILE)
@click.option("--jenis", required=True, help="Jenis naskah; lihat: naskah jenis.")
@click.option("--komentar", type=FILE, help="Simpan juga FILE.docx dengan komentar di tempatnya.")
@told
def template_check(file: Path, jenis: str, komentar: Path | None) -> None:
    """Memeriksa templat FILE untuk satu jenis naskah, dan mencobanya dengan isian contoh.

    Semua temuan disebut sekaligus. Kode keluar: 0 bersih, 1 ada temuan, 2 salah pakai.
    """
    from service.doctor import tell  # noqa: PLC0415

    lines, unprinted, commented = tell(bench_as_is(), jenis, file.read_bytes())
    if komentar is not None and commented is not None:
        komentar.write_bytes(commented)
    for line in lines:
        click.echo(line)
    if unprinted:
        click.echo(f"Hasil cetak contohnya belum diperiksa. {unprinted}", err=True)
    if lines:
        sys.exit(1)
    click.echo("Templat bersih.")


@main.command()
@click.argument("jenis")
@DATA
@click.option("--out", type=FILE, required=True, help="FILE.docx atau FILE.pdf.")
@told
def render(jenis: str, data: Path, out: Path) -> None:
    """Membuat satu naskah dengan kop instansi contoh, tanpa nomor dan tanpa arsip."""
    from service import trying  # noqa: PLC0415

    bench = bench_as_is()
    out.write_bytes(trying.render(bench, jenis, read_data(data), out.suffix))
    click.echo(str(out))


@main.command()
@click.argument("jenis")
@DATA
@click.option("--instansi", required=True, help="Nama pendek instansi.")
@click.option("--berkas", type=int, help="ID berkas.")
@click.option("--langkah", type=int, help="Nomor langkah SOP.")
@told
def issue(jenis: str, data: Path, instansi: str, berkas: int | None, langkah: int | None) -> None:
    """Menerbitkan satu naskah: nomor, DOCX, PDF, arsip. Mencetak JSON."""
    from service import direct  # noqa: PLC0415

    told = direct.issue(bench_at(), jenis, read_data(data), instansi, berkas, langkah, CLI_USER)
    click.echo(json.dumps(told, ensure_ascii=False))


@main.group()
def surat() -> None:
    """Surat: kirim ke banyak penerima, buat ulang."""


@surat.command("ulang")
@click.argument("arsip_id", metavar="ID", type=int)
@click.option("--out", type=FILE, help="Simpan juga DOCX-nya sebagai FILE.docx.")
@told
def surat_ulang(arsip_id: int, out: Path | None) -> None:
    """Membuat ulang surat dari templat yang dahulu dipakai, dan membandingkan sidiknya.

    Kode keluar: 0 sama persis, 1 berbeda, 2 tidak dapat dibuat.
    """
    from service.templat.again import again_by_id  # noqa: PLC0415

    made = again_by_id(bench_at(), arsip_id)
    if out is not None:
        out.write_bytes(made.docx)
    click.echo(made.pesan)
    if not made.sama:
        sys.exit(1)


@surat.command("massal")
@click.argument("jenis")
@DATA
@click.option("--penerima", type=FILE, required=True, help="Daftar penerima, FILE.xlsx.")
@click.option("--instansi", required=True, help="Nama pendek instansi.")
@click.option("--berkas", type=int, help="ID berkas.")
@click.option("--langkah", type=int, help="Nomor langkah SOP.")
@click.option("--tanda-terima", is_flag=True, help="Sertakan tanda terima untuk tiap penerima.")
@told
def surat_massal(
    jenis: str,
    data: Path,
    penerima: Path,
    instansi: str,
    berkas: int | None,
    langkah: int | None,
    tanda_terima: bool,
) -> None:
    """Menerbitkan satu surat bernomor sendiri untuk tiap penerima. Mencetak JSON.

    Kolom lembar kerja yang bernama seperti isian surat berlaku untuk penerima di barisnya. Bila
    ada kolom berisi yang judulnya tidak dikenal, tidak ada yang terbit.
    """
    from service.direct import new_letter, office_named  # noqa: PLC0415
    from service.massal import direct  # noqa: PLC0415
    from service.workbench import kept_warm  # noqa: PLC0415

    bench = bench_at()
    office = office_named(bench, instansi)
    new = new_letter(bench, office, jenis, read_data(data), berkas, langkah)
    run = direct.begin(bench, office, new, penerima, tanda_terima=tanda_terima, oleh=CLI_USER)
    click.echo(f"Pengiriman {run.id} dimulai.", err=True)
    with kept_warm(bench) as warm:
        click.echo(json.dumps(direct.carry_out(warm, run)))


@surat.command("lanjut")
@click.argument("pengiriman", metavar="ID", type=int)
@told
def surat_lanjut(pengiriman: int) -> None:
    """Melanjutkan pengiriman yang berhenti atau terputus; yang sudah terbit tidak diulang."""
    from service.massal import direct  # noqa: PLC0415
    from service.workbench import kept_warm  # noqa: PLC0415

    bench = bench_at()
    run = direct.go_on(bench, pengiriman, oleh=CLI_USER)
    with kept_warm(bench) as warm:
        click.echo(json.dumps(direct.carry_out(warm, run)))


@surat.command("cetak")
@click.argument("pengiriman", metavar="ID", type=int)
@click.option("--out", type=FILE, required=True, help="FILE.pdf.")
@click.option("--bolak-balik", is_flag=True, help="Tiap surat mulai di lembar baru.")
@told
def surat_cetak(pengiriman: int, out: Path, bolak_balik: bool) -> None:
    """Mencetak semua surat satu pengiriman menurut urutan daftarnya, sebagai satu PDF."""
    from service.massal import direct  # noqa: PLC0415

    for line in direct.print_all(bench_at(), pengiriman, out, duplex=bolak_balik):
        click.echo(line, err=True)
    click.echo(str(out))


@main.group()
def berkas() -> None:
    """Berkas: buka, daftar, ekspor."""


@berkas.command("buka")
@click.option("--instansi", required=True, help="Nama pendek instansi.")
@click.option("--sop", default="babakancikao", show_default=True, help="Nama pendek SOP.")
@click.option("--tahun", type=int, required=True, help="Tahun data kinerja.")
@click.option("--kurun", default="tahun-1", help="Misalnya triwulan-2 atau bulan-11.")
@click.option("--lagi", is_flag=True, help="Memang perlu berkas kedua untuk kurun waktu yang sama.")
@told
def berkas_buka(instansi: str, sop: str, tahun: int, kurun: str, lagi: bool) -> None:
    """Membuka berkas baru dan mencetak ID-nya; yang sudah ada tidak dibuka dua kali."""
    from service import berkas as use_case  # noqa: PLC0415
    from service.direct import office_named  # noqa: PLC0415

    bench = bench_at()
    office = office_named(bench, instansi)
    jenis, _, ke = kurun.partition("-")
    part = int(ke) if ke.isdecimal() else 0
    where = (bench, office, sop, tahun)
    click.echo(use_case.open_berkas(*where, oleh=CLI_USER, jenis=jenis, ke=part, lagi=lagi))


@berkas.command("list")
@click.option("--instansi", help="Nama pendek instansi; tanpa ini, semua.")
@told
def berkas_list(instansi: str | None) -> None:
    """Menampilkan berkas: ID, keadaan, kurun waktu, judul."""
    from service.direct import list_berkas  # noqa: PLC0415

    for line in list_berkas(bench_at(), instansi):
        click.echo(line)


@berkas.command("export")
@click.argument("berkas_id", metavar="ID", type=int)
@click.option("--out", type=FILE, required=True, help="Folder tujuan.")
@click.option(
    "--tertutup-oleh", default="", help="Siapa yang memutuskan menyertakan yang tertutup."
)
@told
def berkas_export(berkas_id: int, out: Path, tertutup_oleh: str) -> None:
    """Mengekspor satu berkas sebagai zip untuk Inspektorat.

    Dokumen Terbatas, Rahasia, dan Sangat Rahasia disebut, tetapi isinya ikut hanya dengan
    --tertutup-oleh; nama itu tercatat di paket dan di jejak audit.
    """
    from service.direct import export  # noqa: PLC0415

    path, missing = export(bench_at(), berkas_id, out, CLI_USER, tertutup_oleh.strip())
    click.echo(str(path))
    for line in missing:
        click.echo(f"Belum lengkap: {line}", err=True)


@main.group()
def sop() -> None:
    """SOP: periksa dan muat."""


@sop.command("check")
@click.argument("file", type=FILE)
@click.option("--instansi", help="Periksa juga pejabat dan kode klasifikasi instansi ini.")
@told
def sop_check(file: Path, instansi: str | None) -> None:
    """Memeriksa sebuah SOP (TOML); semua kesalahannya disebut sekaligus."""
    from service import procedures  # noqa: PLC0415
    from service.direct import office_named  # noqa: PLC0415

    bench = bench_at() if instansi else bench_as_is()
    office = office_named(bench, instansi) if instansi else None
    procedure = procedures.check(bench, file, office)
    outputs = sum(len(step.keluaran) for step in procedure.langkah)
    click.echo(
        f"{procedure.judul}: {len(procedure.langkah)} langkah, {outputs} keluaran, "
        f"jumlah waktu {procedure.total}. Tidak ada kesalahan."
    )


@sop.command("load")
@click.argument("file", type=FILE)
@click.option("--instansi", required=True, help="Nama pendek instansi.")
@told
def sop_load(file: Path, instansi: str) -> None:
    """Memuat sebuah SOP sebagai edisi baru; berkas yang sudah dibuka tidak berubah."""
    from service import procedures  # noqa: PLC0415
    from service.direct import office_named  # noqa: PLC0415

    bench = bench_at()
    office = office_named(bench, instansi)
    isi = procedures.read_bytes(file.name, file.read_bytes())
    edition = procedures.put_in_use(bench, office, isi, oleh=CLI_USER)
    click.echo(f"SOP “{edition.slug}” edisi {edition.edisi} dipakai {office.profil.nama}.")
    for nama in procedures.unheld(bench, office, edition.procedure()):
        click.echo(f"Belum dipegang pejabat siapa pun: {nama}", err=True)


@main.group()
def arsip() -> None:
    """Arsip: cari dan periksa."""


@arsip.command("search")
@click.argument("kata")
@click.option("--instansi", help="Nama pendek instansi; tanpa ini, semua.")
@click.option("--json", "as_json", is_flag=True, help="Cetak JSON.")
@told
def arsip_search(kata: str, instansi: str | None, as_json: bool) -> None:
    """Mencari naskah menurut kata di dalamnya atau penggalan nomor, terbaru dahulu."""
    from service.direct import search  # noqa: PLC0415

    found = search(bench_at(), kata, instansi)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for hit in found:
        click.echo(
            f"{hit['id']:>6}  {hit['tanggal']}  {hit['nomor_surat'] or '-':<32} {hit['hal']}"
        )


@arsip.command("verify")
@told
def arsip_verify() -> None:
    """Memeriksa bahwa tiap file ada dan utuh, jejak audit tidak putus, dan nomor terjelaskan."""
    from service.direct import verify  # noqa: PLC0415

    faults, notes = verify(bench_at())
    for line in [*faults, *notes]:
        click.echo(line)
    if faults:
        sys.exit(1)
    click.echo("Arsip utuh.")


@main.group()
def nomor() -> None:
    """Nomor surat: mencoba pola, dan memuat pola sebuah wilayah."""


@nomor.command("format")
@click.argument("pola")
@click.argument("nilai", nargs=-1, metavar="BAGIAN=NILAI...")
@told
def nomor_format(pola: str, nilai: tuple[str, ...]) -> None:
    """Mencetak nomor menurut POLA, misalnya tanggal=2022-07-04 kode=050 urut=208.

    Bagian tanpa nilai (kode=) dicetak sebagai celah untuk diisi dengan tangan.
    """
    from service.agenda.pattern import format_number  # noqa: PLC0415

    click.echo(format_number(pola, nilai))


@nomor.group()
def preset() -> None:
    """Pola nomor contoh dari berbagai wilayah: daftar, periksa, muat."""


@preset.command("list")
@told
def preset_list() -> None:
    """Menampilkan contoh wilayah: namanya, daerahnya, dan bukunya."""
    from service import wilayah  # noqa: PLC0415

    found, broken = wilayah.every(bench_as_is())
    for one in found:
        click.echo(f"{one.slug:<28} {one.nama}: {', '.join(book.nama for book in one.buku)}")
    for fault in broken:
        click.echo(str(fault), err=True)


@preset.command("check")
@click.argument("file", type=FILE)
@told
def preset_check(file: Path) -> None:
    """Memeriksa pola nomor sebuah wilayah (TOML) dan mencoba contohnya.

    Semua kesalahannya disebut sekaligus. Kode keluar: 0 benar, 1 ada kesalahan, 2 salah pakai.
    """
    from numbering.errors import BadPreset  # noqa: PLC0415
    from service import wilayah  # noqa: PLC0415

    try:
        read = wilayah.read(file)
    except BadPreset as refusal:
        click.echo(str(refusal))
        sys.exit(1)
    click.echo(f"{read.nama}: {len(read.buku)} buku, {len(read.contoh)} contoh cocok.")
    for line in wilayah.cautions(read):
        click.echo(f"Perhatikan: {line}")


@preset.command("load")
@click.argument("name", metavar="FILE|NAMA")
@click.option("--instansi", required=True, help="Nama pendek instansi.")
@told
def preset_load(name: str, instansi: str) -> None:
    """Memberi instansi buku-buku sebuah wilayah: dari FILE.toml, atau NAMA di daftar.

    Buku yang sudah memberi nomor tidak diubah.
    """
    from service import wilayah  # noqa: PLC0415
    from service.direct import office_named  # noqa: PLC0415

    bench = bench_at()
    office = office_named(bench, instansi)
    for line in wilayah.load(bench, office, wilayah.named(bench, name), oleh=CLI_USER):
        click.echo(line)


@main.group()
def agenda() -> None:
    """Buku agenda: periksa."""


@agenda.command("check")
@click.option("--instansi", help="Nama pendek instansi; tanpa ini, semua.")
@click.option("--tahun", type=click.IntRange(1, 9999), help="Tahun; tanpa ini, semua.")
@told
def agenda_check(instansi: str | None, tahun: int | None) -> None:
    """Memeriksa bahwa setiap nomor terjelaskan dan cocok dengan suratnya di arsip."""
    from service.agenda.checking import check  # noqa: PLC0415

    found = check(bench_at(), instansi, tahun)
    for line in found:
        click.echo(line)
    if found:
        sys.exit(1)
    click.echo("Buku agenda utuh.")


@main.group()
def instansi() -> None:
    """Instansi: daftar dan tambah."""


@instansi.command("list")
@told
def instansi_list() -> None:
    """Menampilkan instansi: nama pendek, kode unit, nama."""
    from service import setup  # noqa: PLC0415

    for one in setup.offices(bench_at()):
        click.echo(f"{one.slug:<28} {one.profil.kode_unit:<14} {one.profil.nama}")


@instansi.command("tambah")
@click.option("--pemerintah", required=True, help="Misalnya: PEMERINTAH KABUPATEN …")
@click.option("--nama", required=True, help="Nama instansi seperti pada kop surat.")
@click.option("--tempat", required=True, help="Nama tempat di depan tanggal surat.")
@click.option("--kode", required=True, help="Kode unit dalam nomor surat.")
@click.option("--admin", required=True, help="Nama masuk admin pertama.")
@click.option("--admin-nama", required=True, help="Nama lengkap admin pertama.")
@told
def instansi_tambah(
    pemerintah: str, nama: str, tempat: str, kode: str, admin: str, admin_nama: str
) -> None:
    """Menambah instansi; mencetak nama pendeknya dan tautan undangan admin pertamanya."""
    from service import setup, terminal  # noqa: PLC0415
    from service.offices.profile import Profil  # noqa: PLC0415

    bench = bench_at()
    profil = Profil(pemerintah, nama, tempat=tempat, kode_unit=kode)
    office, token = setup.add_office(bench, profil, admin, admin_nama, oleh=CLI_USER)
    click.echo(office.slug)
    terminal.tell_link(bench.settings, token)


@main.group()
def akun() -> None:
    """Akun: admin kabupaten dan tautan baru."""


@akun.command("kabupaten")
@click.argument("username")
@click.option("--nama", required=True, help="Nama lengkap.")
@click.option("--instansi", "slug", required=True, help="Instansi yang menyimpan akun ini.")
@told
def akun_kabupaten(username: str, nama: str, slug: str) -> None:
    """Membuat akun admin kabupaten dan mencetak tautan undangannya."""
    from service import terminal  # noqa: PLC0415
    from service.accounts import wide  # noqa: PLC0415
    from service.accounts.permissions import Peran  # noqa: PLC0415
    from service.direct import office_named  # noqa: PLC0415

    bench = bench_at()
    home = office_named(bench, slug).id
    _, token = wide.add(bench, username, nama, Peran.KABUPATEN, home, (), oleh=CLI_USER)
    terminal.tell_link(bench.settings, token)


@akun.command("undang")
@click.argument("username")
@told
def akun_undang(username: str) -> None:
    """Mencetak tautan kata sandi baru untuk akun yang sudah ada."""
    from service import terminal  # noqa: PLC0415
    from service.accounts import wide  # noqa: PLC0415

    bench = bench_at()
    terminal.tell_link(bench.settings, wide.invite_named(bench, username, oleh=CLI_USER))


@main.group()
def audit() -> None:
    """Jejak audit: periksa."""


@audit.command("verify")
@click.option("--instansi", help="Nama pendek instansi; tanpa ini, semua.")
@told
def audit_verify(instansi: str | None) -> None:
    """Memeriksa bahwa tidak ada catatan jejak audit yang diubah, hilang, atau disisipkan."""
    from service.direct import verify_trails  # noqa: PLC0415

    whole, broken = verify_trails(bench_at(), instansi)
    for line in [*whole, *broken]:
        click.echo(line)
    if broken:
        sys.exit(1)


@main.command()
@told
def resume() -> None:
    """Menyelesaikan surat dan PDF yang tertinggal; aman di samping layanan yang berjalan."""
    from service.resuming import resume as use_case  # noqa: PLC0415

    done = use_case(bench_at())
    click.echo(f"Surat yang diselesaikan: {done.letters}. PDF yang menyusul: {done.pdfs}.")
    for fault in done.faults:
        click.echo(fault, err=True)
    if done.faults:
        sys.exit(1)


@main.command()
@click.argument("folder", type=FILE)
@told
def backup(folder: Path) -> None:
    """Membuat cadangan lengkap (basis data dan file) ke FOLDER, sambil layanan berjalan."""
    from service.backup import backup as use_case  # noqa: PLC0415

    held = use_case(bench_at(), folder)
    click.echo(f"Cadangan selesai: {held['baris']} baris, {held['berkas']} file, di {folder}.")


@main.command()
@click.argument("folder", type=FILE)
@told
def restore(folder: Path) -> None:
    """Memulihkan cadangan dari FOLDER ke folder data yang kosong."""
    from service.backup import restore as use_case  # noqa: PLC0415

    held = use_case(bench_as_is(), folder)
    click.echo(f"Pemulihan selesai: {held['baris']} baris, {held['berkas']} file.")


@main.command()
@click.option("--sop", default="babakancikao", show_default=True, help="Nama pendek SOP.")
@click.option("--all", "every", is_flag=True, help="Semua SOP, masing-masing di foldernya.")
@click.option("--out", type=FILE, default=Path("build/demo"), show_default=True)
@told
def demo(sop: str, every: bool, out: Path) -> None:
    """Menjalankan seluruh SOP dengan instansi contoh; hasilnya di folder OUT."""
    from service import demo as use_case  # noqa: PLC0415

    settings = config.from_env()
    for line in use_case.run_all(settings, out) if every else use_case.run(settings, sop, out):
        click.echo(line)
