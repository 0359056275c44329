"""What is told in the terminal, and nowhere else."""

from itertools import groupby

import click

from service.config import Settings


def tell_passwords(passwords: dict[str, str]) -> None:
    """Print the passwords of sample accounts, a group for each office: here and nowhere else."""
    if not passwords:
        click.echo("Instansi contoh sudah dimuat sebelumnya; tidak ada yang diubah.")
        return
    click.echo("Akun contoh (catat sekarang, kata sandi hanya dicetak sekali):")
    width = max(len(username) for username in passwords)
    for _office, names in groupby(passwords, key=lambda username: username.rpartition(".")[2]):
        click.echo()
        for username in names:
            click.echo(f"  {username:<{width}}  {passwords[username]}")


def tell_link(settings: Settings, token: str) -> None:
    """Print the link of an invitation; it is shown here and nowhere else."""
    click.echo(f"http://{settings.host}:{settings.port}/undangan/{token}")
    click.echo("Tautan ini berlaku tujuh hari dan hanya dapat dipakai satu kali.", err=True)
