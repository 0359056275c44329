"""Templates that an office brings: looked at before anybody uses them."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from doc_templates.office import LIBRARY
from service.cli import main

Naskah = Callable[..., Result]
KIND = "permintaan-data"
SHIPPED = LIBRARY / KIND / "template.docx"


def naskah(data: Path, *words: str) -> Result:
    """A command of the installation in this folder."""
    env = {"NASKAH_DATA": str(data), "NASKAH_SOFFICE": "tidak-ada"}
    return CliRunner().invoke(main, words, env=env)


def changed(word: str, other: str) -> bytes:
    """The shipped template, something in it written otherwise."""
    document = docx.Document(str(SHIPPED))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(word, other)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("file", "jenis", "code", "said"),
    [
        (SHIPPED.read_bytes(), KIND, 0, "Templat bersih."),
        (changed("{{ narahubung", "{{ narahubun"), KIND, 1, "Mungkin maksudnya"),
        (b"bukan docx", KIND, 1, "bukan dokumen Word"),
        (SHIPPED.read_bytes(), "tidak-ada", 2, "tidak dikenal"),
        (None, KIND, 2, "tidak dapat dipakai"),
    ],
)
def test_a_template_is_checked_by_command(
    tmp_path: Path, file: bytes | None, jenis: str, code: int, said: str
) -> None:
    """0 clean, 1 with findings, 2 wrong use."""
    path = tmp_path / "templat.docx"
    if file is not None:
        path.write_bytes(file)
    answer = naskah(tmp_path / "data", "template", "check", str(path), "--jenis", jenis)
    assert (answer.exit_code, said in answer.output) == (code, True), answer.output
