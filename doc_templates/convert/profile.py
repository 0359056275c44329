"""The profile of a run of LibreOffice: each has its own, so that they do not disturb each other."""

import re
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

_PRODUCT = re.compile(r"^ProductKey=LibreOffice\S* (\d+\.\d+)", re.MULTILINE)
_BUILD = re.compile(r"^buildid=(.+)$", re.MULTILINE)
_COMMON = "/org.openoffice.Office.Common"
_RECOVERY = "/org.openoffice.Office.Recovery"

# Nothing is fetched from the network, no macro runs, nothing is recovered or asked at the start.
_SAFE = (
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (f"{_RECOVERY}/AutoSave", "Enabled", "false"),
    (f"{_RECOVERY}/RecoveryInfo", "Enabled", "false"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
)


def seed(profile: Path, version: str, build: str = "") -> None:
    """Writes the settings of a new profile.

    A profile that names the installed version as its last one skips a self-test of the graphics
    that LibreOffice would run at every start without a screen: three times faster. One whose
    extensions are of this very build is not looked through at the first start, after which
    LibreOffice would start once more.
    """
    settings = [*_SAFE]
    if version:
        settings.append(("/org.openoffice.Setup/Product", "ooSetupLastVersion", version))
    items = "".join(_item(*setting) for setting in settings)
    folder = profile / "user"
    folder.mkdir(parents=True)
    if build:
        (folder / "extensions").mkdir()
        (folder / "extensions" / "buildid").write_text(build, "utf-8")
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        "utf-8",
    )


def installed_version(program: Path) -> str:
    """The version as the profile wants it, `7.4`, from the file beside soffice; "" if unknown."""
    return _told(program, "bootstraprc", _PRODUCT)


def build_of(program: Path) -> str:
    """The build as LibreOffice notes it in its profile, `40(Build:2)`; "" if unknown."""
    return _told(program, "versionrc", _BUILD)


@lru_cache
def _told(program: Path, name: str, pattern: re.Pattern[str]) -> str:
    try:
        found = pattern.search(program.resolve().with_name(name).read_text("utf-8"))
    except OSError:
        return ""
    return found[1] if found else ""


def _item(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
    )
