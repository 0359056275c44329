"""What is told in the terminal, and nowhere else."""

import click

from service.config import Settings


def tell_passwords(passwords: dict[str, str]) -> None:
    """Print the passwords of sample accounts; they are shown here and nowhere else."""
    if not passwords:
        click.echo("Instansi contoh sudah dimuat sebelumnya; tidak ada yang diubah.")
        return
    click.echo("Akun contoh (catat sekarang, kata sandi hanya dicetak sekali):")
    for username, password in passwords.items():
        click.echo(f"  {username:<20} {password}")


def tell_link(settings: Settings, token: str) -> None:
    """Print the link of an invitation; it is shown here and nowhere else."""
    click.echo(f"http://{settings.host}:{settings.port}/undangan/{token}")
    click.echo("Tautan ini berlaku tujuh hari dan hanya dapat dipakai satu kali.", err=True)
