"""Numbers: patterns tried, patterns of a region loaded, and the agenda looked over."""

import sys
from pathlib import Path

import click

from service.commands.frame import CLI_USER, FILE, bench_as_is, bench_at, told


@click.group()
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


@click.group()
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
