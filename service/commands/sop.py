"""Procedures: looked over, and loaded as a new edition."""

from pathlib import Path

import click

from service.commands.frame import CLI_USER, FILE, bench_as_is, bench_at, told


@click.group()
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
