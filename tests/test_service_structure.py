"""The rules that keep the rooms apart (who may import, commit, call programs, read settings)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("service", "doc_templates", "numbering", "archive")
FORBIDDEN = {
    "doc_templates": {"flask", "sqlalchemy", "numbering", "archive", "service"},
    "numbering": {"flask", "doc_templates", "archive", "service"},
    "archive": {"flask", "doc_templates", "numbering", "service"},
}
WEB = {"flask", "flask_login", "flask_wtf", "flask_bootstrap", "wtforms", "werkzeug", "jinja2"}
WEB_ROOMS = ("service/web/", "service/app.py", "service/serving.py")
NETWORK = {"requests", "httpx", "aiohttp", "urllib3", "http", "ftplib", "smtplib", "telnetlib"}
# Mail goes out where an office has set a mail server, and from here only.
MAIL = ("service/mail.py", "service/ringkasan.py")
PROGRAMS = {"subprocess", "pty", "multiprocessing"}


def _sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


SOURCES = _sources()


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in _imports(path)}


def _code(path: Path) -> str:
    """The source without docstrings and comments."""
    return ast.unparse(_bare(ast.parse(path.read_text("utf-8"))))


def _bare(tree: ast.Module) -> ast.Module:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, holders) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_library_knows_neither_the_web_nor_the_others(room: str) -> None:
    """Directions: service -> {doc_templates, numbering, archive}, and nothing back."""
    wrong = {
        _place(path): found
        for path in SOURCES
        if path.is_relative_to(ROOT / room) and (found := _roots(path) & FORBIDDEN[room])
    }
    assert wrong == {}


def test_use_cases_know_no_web() -> None:
    """Flask lives in service/web and in the two files that put it together and serve it."""
    wrong = {
        _place(path): found
        for path in SOURCES
        if _place(path).startswith("service/")
        and not _place(path).startswith(WEB_ROOMS)
        and (found := _roots(path) & WEB)
    }
    assert wrong == {}


def test_only_one_place_commits() -> None:
    """Whoever else wants to write is handed an open connection."""
    wrong = [
        _place(path)
        for path in SOURCES
        if re.search(r"\.(commit|rollback|begin_nested)\(|engine\.begin\(", _code(path))
        and _place(path) != "service/db.py"
    ]
    assert wrong == []


def test_only_the_converter_calls_programs() -> None:
    """One room starts LibreOffice, with a time limit; nothing else starts anything."""
    wrong = [
        _place(path)
        for path in SOURCES
        if _roots(path) & PROGRAMS or re.search(r"os\.(system|popen|exec|spawn|fork)", _code(path))
    ]
    assert [place for place in wrong if not place.startswith("doc_templates/convert/")] == []
    assert wrong != []


def test_only_the_settings_read_the_environment() -> None:
    """What an installation can be told is written down in one place."""
    wrong = [
        _place(path) for path in SOURCES if re.search(r"os\.(environ|getenv|putenv)", _code(path))
    ]
    assert wrong == ["service/config.py"]


def test_nothing_talks_to_the_network() -> None:
    """Letters stay in the office."""
    allowed = {"urllib.parse"}
    wrong = {
        _place(path): names
        for path in SOURCES
        if (
            names := {
                name
                for name in _imports(path)
                if (name.partition(".")[0] in NETWORK and _place(path) not in MAIL)
                or (name.startswith("urllib.") and not name.startswith(tuple(allowed)))
            }
        )
    }
    assert wrong == {}


def test_package_roots_hold_a_docstring_only() -> None:
    """Nothing is re-exported: that is where cycles come from."""
    for path in SOURCES:
        if path.name == "__init__.py":
            (only,) = ast.parse(path.read_text("utf-8")).body
            assert isinstance(only, ast.Expr), path


def test_libraries_never_ask_for_the_time() -> None:
    """A date enters as a parameter: only the office knows its zone."""
    wrong = [
        _place(path)
        for path in SOURCES
        if not _place(path).startswith("service/")
        and re.search(r"datetime\.now|date\.today|utcnow|time\.time\(", _code(path))
    ]
    assert wrong == []
