"""The installation itself: served, brought up to date, finished, backed up and restored."""

import sys
from pathlib import Path

import click

from service.commands.frame import FILE, bench_as_is, bench_at, told


@click.command()
@told
def serve() -> None:
    """Menjalankan layanan di HOST dan PORT (bawaan http://127.0.0.1:8080)."""
    from service import serving  # noqa: PLC0415 - the web is only needed here

    serving.serve(bench_at())


@click.command()
@told
def migrate() -> None:
    """Menyiapkan atau memperbarui basis data."""
    from service.migrating import migrate as use_case  # noqa: PLC0415

    done = use_case(bench_as_is().engine)
    click.echo("Basis data diperbarui." if done else "Basis data sudah mutakhir.")


@click.command()
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


@click.command()
@click.argument("folder", type=FILE)
@told
def backup(folder: Path) -> None:
    """Membuat cadangan lengkap (basis data dan file) ke FOLDER, sambil layanan berjalan."""
    from service.backup import backup as use_case  # noqa: PLC0415

    held = use_case(bench_at(), folder)
    click.echo(f"Cadangan selesai: {held['baris']} baris, {held['berkas']} file, di {folder}.")


@click.command()
@click.argument("folder", type=FILE)
@told
def restore(folder: Path) -> None:
    """Memulihkan cadangan dari FOLDER ke folder data yang kosong."""
    from service.backup import restore as use_case  # noqa: PLC0415

    held = use_case(bench_as_is(), folder)
    click.echo(f"Pemulihan selesai: {held['baris']} baris, {held['berkas']} file.")
