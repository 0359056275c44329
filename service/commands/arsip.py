"""The archive and the audit trail: searched, and proved whole."""

import json
import sys

import click

from service.commands.frame import bench_at, told


@click.group()
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


@click.group()
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
