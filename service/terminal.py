"""What is told in the terminal, and nowhere else."""

import click


def tell_passwords(passwords: dict[str, str]) -> None:
    """Print the passwords of sample accounts; they are shown here and nowhere else."""
    if not passwords:
        click.echo("Instansi contoh sudah dimuat sebelumnya; tidak ada yang diubah.")
        return
    click.echo("Akun contoh (catat sekarang, kata sandi hanya dicetak sekali):")
    for username, password in passwords.items():
        click.echo(f"  {username:<20} {password}")
