"""The promises of README: its commands are what the Makefile does, and the locks are whole."""

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from service.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)
LOCKS = ("requirements.txt", "requirements-test.txt")


def pins_of(lock: str) -> dict[str, str]:
    """Give what a lock pins, by library, as `{"flask": "==3.1.3"}`, with the marker if any."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    found = (re.match(r"([a-z0-9.-]+)(==[^\\]+)", line) for line in lines)
    return {match[1]: match[2].strip() for match in found if match}


def wanted_by_project(*extras: str) -> list[str]:
    """Give the names of the libraries that pyproject.toml asks for, as the locks spell them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + [
        one for extra in extras for one in project["optional-dependencies"][extra]
    ]
    return [re.split(r"[\[<>=! ;]", one)[0].lower() for one in asked]


def commands_of(group: click.Group, before: str = "naskah") -> list[str]:
    """Give the full name of every command below a group, as `naskah berkas list`."""
    found = []
    for name, command in group.commands.items():
        full = f"{before} {name}"
        found += commands_of(command, full) if isinstance(command, click.Group) else [full]
    return found


def test_every_target_that_the_readme_names_is_in_the_makefile() -> None:
    """A command that a newcomer types from README exists."""
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    assert named == set(TARGETS)


def test_make_alone_lists_every_target_in_indonesian() -> None:
    """`make` and `make help` show each target once, with what it is for."""
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.findall(r"^  make ([a-z]+) +\w", shown, re.MULTILINE) == TARGETS


def test_ci_calls_the_readmes_own_test_command() -> None:
    """What a change must pass is what README tells everybody to type."""
    goals = re.search(
        r"^for goal in (.+); do$", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE
    )
    assert goals is not None
    assert goals[1].split() == ["check", "test"]
    assert "```sh\nmake test\n```" in README


@pytest.mark.parametrize("script", [".ci/run", ".ci/setup"])
def test_a_script_of_the_set_up_can_be_read_by_bash(script: str) -> None:
    """A slip in a script shows here and not on a new machine."""
    subprocess.run(["bash", "-n", ROOT / script], check=True)


def test_the_set_up_refuses_an_unknown_goal_with_a_sentence() -> None:
    """A wrong word installs nothing and says which words there are."""
    done = subprocess.run(
        ["bash", ROOT / ".ci/setup", "semua"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Pakai: .ci/setup run" in done.stderr


def test_every_setting_is_in_the_readme() -> None:
    """The only reader of the environment and the table of settings name the same things."""
    code = (ROOT / "service/config.py").read_text("utf-8")
    read = set(re.findall(r'"(NASKAH_[A-Z_]+|HOST|PORT)"', code))
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert read == table


def test_the_readme_tells_of_every_command_and_of_no_other() -> None:
    """The table of the command line is the command line."""
    rows = re.findall(r"^\| (.*`naskah .*) \|.*\|$", README, re.MULTILINE)
    told = re.findall(r"`(naskah [a-z]+(?: [a-z]+\b){0,2})", " ".join(rows))
    assert set(told) == set(commands_of(main))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    """Any index may serve the libraries, and none can change one unseen."""
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_locks_cover_what_the_project_asks_for() -> None:
    """Each library of pyproject.toml is pinned; those for tests in the lock of the tests."""
    assert set(wanted_by_project()) <= set(pins_of("requirements.txt"))
    assert set(wanted_by_project("test")) <= set(pins_of("requirements-test.txt"))


def test_the_lock_of_the_tests_holds_the_same_versions_as_the_service() -> None:
    """What is tested is what is served."""
    assert pins_of("requirements.txt").items() <= pins_of("requirements-test.txt").items()
