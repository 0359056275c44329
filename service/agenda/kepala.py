"""The head of a lembar disposisi: from an incoming letter, or from a document of its dossier."""

from sqlalchemy.engine import Connection

from archive import entries
from archive.entries import Entry
from doc_templates.catalog import Kind
from numbering import incoming
from service.agenda import masuk
from service.drafts import Draft
from service.errors import NotFound
from service.offices.profile import Office

_FIELDS = {"surat_dari", "surat_nomor", "surat_tanggal", "nomor_agenda", "hal"}
_SHOWN = 50
_LETTER, _DOCUMENT = "masuk", "arsip"


def has_head(kind: Kind) -> bool:
    """Tell whether letters of this kind begin with the head of another letter."""
    return {field.nama for field in kind.fields} >= _FIELDS


def choices(conn: Connection, office: Office, draft: Draft) -> list[tuple[str, str]]:
    """Give what a head can be taken from: newest incoming letters, then the dossier's documents."""
    letters = [
        (f"{_LETTER}-{one.id}", f"Agenda {one.nomor_agenda}: {one.received.isi_ringkas}")
        for one in masuk.newest(conn, office, _SHOWN)
    ]
    berkas_id = draft.place.berkas_id
    filed = entries.of_berkas(conn, berkas_id) if berkas_id is not None else []
    return letters + [
        (f"{_DOCUMENT}-{one.id}", f"Berkas ini: {one.hal}") for one in filed if one.state != "batal"
    ]


def head(conn: Connection, office: Office, draft: Draft, chosen: str) -> dict[str, object]:
    """Give the fields of the head. Raises NotFound for what is none of the choices."""
    if chosen not in {value for value, _ in choices(conn, office, draft)}:
        raise NotFound("Surat yang dipilih tidak ada lagi. Muat ulang halaman, lalu pilih lagi.")
    where, _, number = chosen.partition("-")
    if where == _LETTER:
        return masuk.head(incoming.get_incoming(conn, office.id, int(number)))
    return _of_document(office, entries.get(conn, office.id, int(number)))


def _of_document(office: Office, one: Entry) -> dict[str, object]:
    """Give the head that shows a document of the office's own; it has no agenda number."""
    return {
        "surat_dari": office.profil.nama,
        "surat_nomor": one.nomor_surat or "",
        "surat_tanggal": one.tanggal.isoformat(),
        "diterima_tanggal": one.tanggal.isoformat(),
        "nomor_agenda": "",
        "hal": one.hal,
    }
