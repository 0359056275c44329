"""The `naskah` command: what the office's administrator and its scripts call."""

import click

from service.commands import arsip, berkas, instansi, nomor, sop, surat, templat, upkeep
from service.usage import Commands


@click.group(cls=Commands)
def main() -> None:
    """Naskah: surat, nomor, dan berkas SOP pengumpulan data kinerja."""


for command in (
    upkeep.serve,
    upkeep.migrate,
    upkeep.resume,
    upkeep.backup,
    upkeep.restore,
    instansi.instansi,
    instansi.akun,
    instansi.sample,
    instansi.demo,
    surat.jenis,
    surat.render,
    surat.issue,
    surat.surat,
    templat.template,
    templat.siapkan,
    berkas.berkas,
    sop.sop,
    arsip.arsip,
    arsip.audit,
    nomor.nomor,
    nomor.agenda,
):
    main.add_command(command)
