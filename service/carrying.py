"""What the dossier of a period takes over from the one before: the team, and who supplies data."""

from sqlalchemy.engine import Connection

from archive import dossier, entries
from archive.dossier import Berkas
from doc_templates.catalog import Kind
from doc_templates.shapes import Field
from service import kurun
from service.board import Board
from service.offices.profile import Office
from service.sop import editions
from service.sop.procedure import Keluaran

PEOPLE = {"nama", "jabatan"}  # columns of a list that names people, or the posts that supply data


def carried(
    conn: Connection, office: Office, seen: Board, kind: Kind, out: Keluaran
) -> dict[str, object]:
    """Give the lists of people of the newest letter of this output, one period earlier."""
    before = _before(conn, office, seen)
    if before is None:
        return {}
    filed = [one for one in entries.of_berkas(conn, before.id) if one.keluaran == out.slug]
    written = [one for one in filed if one.draft_key and one.state != "batal"]
    if not written:
        return {}
    newest = max(written, key=lambda one: one.id)
    isian = entries.snapshot(conn, newest.id).get("isian", {})
    return {one.nama: isian[one.nama] for one in kind.fields if _people(one) and one.nama in isian}


def _before(conn: Connection, office: Office, seen: Board) -> Berkas | None:
    about = kurun.read(seen.berkas.kurun_waktu)
    if about is None:
        return None
    sops = [str(number) for number in editions.ids_of(conn, office.id, seen.edition.slug)]
    found = dossier.find_berkas(conn, office.id, sops, str(about.before))
    return max(found, key=lambda one: one.id, default=None)


def _people(field: Field) -> bool:
    return bool(PEOPLE & {column.nama for column in field.kolom})
