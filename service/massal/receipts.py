"""The receipt that goes with a letter: what it says is known from the letter."""

from sqlalchemy.engine import Connection

from service import prefill
from service.drafts import NewDraft, Place
from service.offices.capacities import staff_of
from service.sheets import Sheet
from service.workbench import Workbench

KIND = "tanda-terima"


def receipt_for(conn: Connection, bench: Workbench, sheet: Sheet, nomor_surat: str) -> NewDraft:
    """Give the receipt of a letter with this number, at the same step, of no output of its own."""
    kind = bench.catalog.get(KIND)
    draft, told = sheet.draft, sheet.described
    letter = prefill.Letter(draft.jenis, nomor_surat, {"isian": draft.isian})
    staff = staff_of(conn, draft.instansi_id)
    filled = prefill.fill(kind, prefill.Known(sheet.tanggal, staff, [letter]))
    words = f"{sheet.kind.nama} nomor {nomor_surat} hal {told.hal}"
    day = sheet.tanggal.isoformat()
    isian: dict[str, object] = {
        "hal": told.hal,
        "penerima_instansi": told.tujuan,
        "baris": [{"jenis": words, "banyaknya": 1, "satuan": "surat", "keterangan": ""}],
        **filled,
        "tanggal_serah": day,
        "nomor_pengantar": nomor_surat,
        "tanggal_pengantar": day,
        "penandatangan": draft.isian.get("penandatangan") or filled.get("penandatangan", ""),
    }
    place = Place(draft.place.berkas_id, draft.place.langkah)
    return NewDraft(draft.instansi_id, kind.slug, isian, place, False, kind.kode_klasifikasi)
