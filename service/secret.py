"""The installation's secret: made at random at the first start, kept with the data."""

import secrets
from contextlib import suppress
from pathlib import Path

NAME = "rahasia"


def read_or_make(data: Path) -> str:
    """Give the secret that signs sessions; the first caller makes it, readable by us alone."""
    path = data / NAME
    if not path.exists():
        made = data / f"{NAME}.{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_hex(32), encoding="utf-8")
        with suppress(FileExistsError):  # another process was first: its secret is the one
            path.hardlink_to(made)
        made.unlink()
    return path.read_text(encoding="utf-8")
