"""The command line's own refusals, in Indonesian: click says them in English."""

import sys

import click


class Commands(click.Group):
    """A group of commands that tells in Indonesian what was typed wrong."""

    def main(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]  # ours always ends the process
        """Run a command and end the process: 0 done, 2 refused."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)  # type: ignore[call-overload]  # handed on as it came
        except click.UsageError as fault:
            click.echo(explain(fault), err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("Dihentikan.", err=True)
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


def explain(fault: click.UsageError) -> str:
    """Say what was typed wrong and where help is; a bare group explains itself."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        return fault.format_message()
    command = fault.ctx.command_path if fault.ctx else "naskah"
    return f"{_told(fault)} Lihat: {command} --help"


def _told(fault: click.UsageError) -> str:
    if isinstance(fault, click.MissingParameter):
        return f"{_named(fault)} belum diisi."
    if isinstance(fault, click.NoSuchOption):
        return f"Pilihan {fault.option_name} tidak dikenal."
    if isinstance(fault, click.BadParameter):
        return f"Nilai untuk {_named(fault)} tidak dapat dipakai."
    if "No such command" in fault.message:
        return f"Perintah {fault.message.split(chr(39))[1]} tidak dikenal."
    return "Perintah ini tidak lengkap atau salah ketik."


def _named(fault: click.BadParameter) -> str:
    if fault.param is None:
        return "Isian"
    option = next((name for name in fault.param.opts if name.startswith("--")), None)
    return option or fault.param.make_metavar(fault.ctx) if fault.ctx else str(fault.param.name)
