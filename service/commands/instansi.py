"""Offices and their accounts: real ones, and samples to learn with."""

from pathlib import Path

import click

from service import config
from service.commands.frame import CLI_USER, FILE, bench_at, told


@click.group()
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


@click.group()
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


@click.group()
def sample() -> None:
    """Instansi contoh, untuk berlatih."""


@sample.command("load")
@told
def sample_load() -> None:
    """Memuat instansi contoh; kata sandinya dicetak sekali ini saja."""
    from service import setup, terminal  # noqa: PLC0415

    terminal.tell_passwords(setup.load_samples(bench_at()))


@click.command()
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
