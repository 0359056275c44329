"""Letters: which kinds there are, one at a time, and to many recipients."""

import json
import sys
from pathlib import Path

import click

from service.commands.frame import CLI_USER, DATA, FILE, bench_as_is, bench_at, told
from service.datafile import read_data


@click.command()
@told
def jenis() -> None:
    """Menampilkan jenis naskah yang dapat dibuat."""
    catalog = bench_as_is().catalog
    for kind in catalog.kinds():
        if kind.terpilih:
            click.echo(f"{kind.slug:<24} {kind.nama}: {kind.keterangan}")
    for fault in catalog.broken():
        click.echo(str(fault), err=True)


@click.command()
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


@click.command()
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


@click.group()
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
