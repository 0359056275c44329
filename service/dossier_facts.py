"""What a dossier tells a letter that is begun in it: the source of `dari = ["berkas.…"]`."""

from collections.abc import Iterator
from math import ceil

from archive.entries import Entry
from service.board import Board
from service.prefill import Letter
from service.slots import Row, Slot
from service.sop.duration import Duration
from service.sop.procedure import Cara

SOURCE = "berkas"
EVENTS = (Cara.CATAT, Cara.TUTUP)  # outputs that are no paper
DAYS_A_WEEK = 5
DAY_MINUTES = 450  # of 37.5 hours a week, Perpres 21/2023

Cells = dict[str, str]


def facts(seen: Board) -> Letter:
    """Give them in the shape of an earlier letter: what the dossier is, its papers, its plan."""
    isian = {
        "judul": seen.berkas.judul,
        "sop": f"{seen.procedure.judul}, {seen.procedure.penerbit}",
        "kode_klasifikasi": seen.berkas.kode_klasifikasi,
        "kurun_waktu": seen.berkas.kurun_waktu,
        "unit_pengolah": seen.berkas.unit_pengolah,
        "dokumen": [
            _paper(row, slot)
            for row in seen.rows
            for slot in row.slots
            if slot.keluaran.cara not in EVENTS
        ],
        "langkah": list(_plan(seen)),
    }
    return Letter(SOURCE, None, {"isian": isian})


def _paper(row: Row, slot: Slot) -> Cells:
    """Give an output with when it came and left; days that are not known yet are left out."""
    cells = {
        "langkah": str(row.langkah.nomor),
        "dokumen": slot.keluaran.nama,
        "petugas": _performers(row),
    }
    return cells | (_days(slot.entries[0]) if slot.entries else {})


def _days(entry: Entry) -> Cells:
    left = entry.tanggal_kembali or entry.tanggal_ttd
    return {"masuk": entry.tanggal.isoformat()} | ({"keluar": left.isoformat()} if left else {})


def _plan(seen: Board) -> Iterator[Cells]:
    """Give each step with the weeks that it takes when every step takes as long as the SOP says."""
    elapsed = Duration()
    for row in seen.rows:
        step, begun = row.langkah, _days_of(elapsed)
        elapsed += step.duration or Duration()
        first = int(begun // DAYS_A_WEEK) + 1
        outputs = ", ".join(slot.keluaran.nama for slot in row.slots)
        yield {
            "kegiatan": step.uraian,
            "penanggung_jawab": _performers(row),
            "keluaran": step.tertulis or outputs,
            "mulai": str(first),
            "selesai": str(max(first, ceil(_days_of(elapsed) / DAYS_A_WEEK))),
        }


def _days_of(time: Duration) -> float:
    return time.minggu * DAYS_A_WEEK + time.hari + time.menit / DAY_MINUTES


def _performers(row: Row) -> str:
    return ", ".join(one.nama for one in row.langkah.pelaksana)
