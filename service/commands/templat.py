"""Word templates: looked over, and made quicker to convert."""

import sys
from pathlib import Path

import click

from service.commands.frame import FILE, bench_as_is, bench_at, told


@click.group()
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


@click.command()
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
