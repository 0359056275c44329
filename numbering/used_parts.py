"""What the parts of earlier numbers were, as suggestions for the next."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.schema import nomor as table

_LOOK_BACK = 500  # numbers; older habits no longer help


def used_values(
    conn: Connection, buku_id: int, names: Collection[str], most: int = 20
) -> dict[str, list[str]]:
    """The values that these parts had in the newest numbers of a book, newest first."""
    if not names:
        return {}
    rows = sa.select(table.c.bagian).where(table.c.buku_id == buku_id)
    newest = list(conn.scalars(rows.order_by(table.c.id.desc()).limit(_LOOK_BACK)))
    found = {name: dict.fromkeys(str(row.get(name) or "") for row in newest) for name in names}
    return {name: [one for one in values if one][:most] for name, values in found.items()}
