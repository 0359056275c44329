"""Where an office keeps its hours and its own days off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.offices.profile import Office
from service.schema import jam_kerja as table
from service.waktu.jam_kerja import JamKerja, read_hours, write_hours
from service.waktu.kalender import Kalender


def calendar_of(conn: Connection, office: Office) -> Kalender:
    """Give the calendar of an office; the usual five-day week until it sets its own."""
    return Kalender(hours_of(conn, office.id), office.profil.timezone)


def hours_of(conn: Connection, instansi_id: int) -> JamKerja:
    """Read the hours of an office."""
    isi = conn.scalar(sa.select(table.c.isi).where(table.c.instansi_id == instansi_id))
    return _from_data(isi) if isi else JamKerja()


def save(conn: Connection, instansi_id: int, hours: JamKerja) -> None:
    """Put hours in use."""
    own = table.c.instansi_id == instansi_id
    changed = conn.execute(table.update().where(own).values(isi=_as_data(hours)))
    if not changed.rowcount:
        conn.execute(table.insert().values(instansi_id=instansi_id, isi=_as_data(hours)))


def _as_data(hours: JamKerja) -> dict[str, object]:
    return {
        "jam": {key: write_hours(spans) for key, spans in hours.jam.items()},
        "libur": {day.isoformat(): nama for day, nama in hours.libur.items()},
        "ramadan": [[first.isoformat(), last.isoformat()] for first, last in hours.ramadan],
    }


def _from_data(isi: Mapping[str, Any]) -> JamKerja:
    return JamKerja(
        jam={key: read_hours(text) for key, text in isi["jam"].items()},
        libur={date.fromisoformat(day): nama for day, nama in isi["libur"].items()},
        ramadan=[
            (date.fromisoformat(first), date.fromisoformat(last)) for first, last in isi["ramadan"]
        ],
    )
