"""service/usage: what is typed wrong on the command line."""

import pytest
from click.testing import CliRunner

from service.cli import main


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("jeniss", "Perintah jeniss tidak dikenal. Lihat: naskah --help"),
        ("issue", "JENIS belum diisi. Lihat: naskah issue --help"),
        ("issue undangan-rapat", "--data belum diisi. Lihat: naskah issue --help"),
        ("issue x --dataa y", "Pilihan --dataa tidak dikenal. Lihat: naskah issue --help"),
        ("berkas export abc --out x", "Nilai untuk ID tidak dapat dipakai."),
    ],
)
def test_a_slip_of_the_keyboard_is_told_in_indonesian(typed: str, told: str) -> None:
    """The fault, the place, and where help is; exit code 2."""
    answer = CliRunner().invoke(main, typed.split(), prog_name="naskah")
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_the_bare_command_explains_itself() -> None:
    """Whoever types only `naskah` sees the list of commands."""
    answer = CliRunner().invoke(main, [], prog_name="naskah")
    assert "Menerbitkan satu naskah" in answer.output
