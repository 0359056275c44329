"""The profile of a run of LibreOffice: each has its own, so that they do not disturb each other."""

import re
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

_PRODUCT = re.compile(r"^ProductKey=LibreOffice\S* (\d+\.\d+)", re.MULTILINE)
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


def seed(profile: Path, version: str) -> None:
    """Writes the settings of a new profile.

    A profile that names the installed version as its last one skips a self-test of the graphics
    that LibreOffice would run at every start without a screen: three times faster.
    """
    settings = [*_SAFE]
    if version:
        settings.append(("/org.openoffice.Setup/Product", "ooSetupLastVersion", version))
    items = "".join(_item(*setting) for setting in settings)
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        "utf-8",
    )


@lru_cache
def installed_version(program: Path) -> str:
    """The version as the profile wants it, `7.4`, from the file beside soffice; "" if unknown."""
    try:
        found = _PRODUCT.search(program.resolve().with_name("bootstraprc").read_text("utf-8"))
    except OSError:
        return ""
    return found[1] if found else ""


def _item(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
    )
