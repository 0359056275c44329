"""The hours and the days off of the office, by which deadlines are counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from doc_templates.dates import read_date
from doc_templates.shapes import Fault
from service.accounts.permissions import Izin
from service.waktu import hari_libur, setelan
from service.waktu.jam_kerja import (
    BIASA,
    ENAM_HARI,
    LIMA_HARI,
    RAMADAN,
    JamKerja,
    Spans,
    read_hours,
    write_hours,
)
from service.web.context import office, reading, recorded, today
from service.web.gate import needs

pages = Blueprint("jam_kerja", __name__, url_prefix="/pengaturan/jam-kerja")

T = TypeVar("T")
LABELS = {"senin-kamis": "Senin sampai Kamis", "jumat": "Jumat", "sabtu": "Sabtu"}
SEASONS = {BIASA: "Hari biasa", RAMADAN: "Bulan Ramadan"}
LINES = 400  # days off that an office can set


@pages.get("")
@needs(Izin.ATUR)
def form() -> ResponseReturnValue:
    """Show the hours in use."""
    return _page(_raw(_used()), [])


@pages.post("")
@needs(Izin.ATUR)
def save() -> ResponseReturnValue:
    """Put changed hours in use; all faults are told at once."""
    usual = {"lima": LIMA_HARI, "enam": ENAM_HARI}.get(request.form.get("bawaan", ""))
    hours, faults = (replace(_used(), jam=usual), []) if usual else _typed()
    if hours is None:
        return _page(dict(request.form), faults), 422
    with recorded("ubah-jam-kerja", f"instansi/{office().slug}", {}) as conn:
        setelan.save(conn, office().id, hours)
    flash("Jam kerja tersimpan. Batas waktu di papan dihitung menurut jam ini.", "success")
    return redirect(url_for("jam_kerja.form"), 303)


def _used() -> JamKerja:
    with reading() as conn:
        return setelan.hours_of(conn, office().id)


def _typed() -> tuple[JamKerja | None, list[Fault]]:
    faults: list[Fault] = []
    jam = {key: _hours(key, faults) for key in LIMA_HARI}
    libur = dict(_lines("libur", "Hari libur kantor", _day_off, faults))
    ramadan = _lines("ramadan", "Tanggal Ramadan", _span, faults)
    try:
        hours = JamKerja(jam, libur, ramadan)
    except ValueError as fault:
        faults.append(Fault("", "Jam kerja", str(fault)))
        return None, faults
    return (None if faults else hours), faults


def _hours(key: str, faults: list[Fault]) -> Spans:
    try:
        return read_hours(request.form.get(key, ""))
    except ValueError as fault:
        season, _, day = key.partition(".")
        faults.append(Fault(key, f"{SEASONS[season]}, {LABELS[day]}", str(fault)))
        return ()


def _lines(name: str, label: str, parse: Callable[[str], T], faults: list[Fault]) -> list[T]:
    """Read a text line by line; a line that cannot be read is a fault with its number."""
    found = []
    for number, line in enumerate(request.form.get(name, "").splitlines()[:LINES], 1):
        try:
            if line.strip():
                found.append(parse(line.strip()))
        except ValueError as fault:
            faults.append(Fault(name, f"{label}, baris {number}", str(fault)))
    return found


def _day_off(line: str) -> tuple[date, str]:
    day, _, nama = line.partition(" ")
    if not nama.strip():
        raise ValueError(f"“{line}” belum lengkap. Tulis tanggal dan namanya: 20-7-2026 Hari jadi.")
    return read_date(day), nama.strip()[:200]


def _span(line: str) -> tuple[date, date]:
    first, _, last = line.partition(" sampai ")
    span = read_date(first.strip()), read_date(last.strip())
    if span[1] < span[0]:
        raise ValueError(f"“{line}” berakhir sebelum dimulai. Balikkan tanggalnya.")
    return span


def _raw(hours: JamKerja) -> dict[str, str]:
    days = sorted(hours.libur.items())
    return {
        **{key: write_hours(hours.jam.get(key, ())) for key in LIMA_HARI},
        "libur": "\n".join(f"{day:%d-%m-%Y} {nama}" for day, nama in days),
        "ramadan": "\n".join(f"{a:%d-%m-%Y} sampai {b:%d-%m-%Y}" for a, b in hours.ramadan),
    }


def _page(raw: Mapping[str, str], faults: list[Fault]) -> str:
    used = _used()
    year = today().year
    return render_template(
        "pengaturan/jam_kerja.html",
        raw=raw,
        faults=faults,
        fault_name=lambda tempat: tempat,
        labels=LABELS,
        seasons=SEASONS,
        week={season: used.week(season) for season in SEASONS},
        ramadan=[hari_libur.ramadan_of(one) for one in (year, year + 1)],
        off=[day for one in (year, year + 1) for day in hari_libur.of_year(one).values()],
    )
