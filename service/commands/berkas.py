"""Dossiers: opened, listed and exported."""

from pathlib import Path

import click

from service.commands.frame import CLI_USER, FILE, bench_at, told


@click.group()
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
