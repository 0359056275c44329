"""The foot of a letter: who signs it, and who gets a copy."""

from collections.abc import Sequence

from docx.document import Document

from doc_templates.drafting.lists import add_daftar
from doc_templates.drafting.text import Place, say, when


def signature_block(
    place: Place,
    field: str = "penandatangan",
    *,
    name: str = "nama_lengkap",
    above: Sequence[str] = (),
) -> None:
    """Jabatan with its comma, room to sign, name, pangkat and NIP on the right half, kept together.

    `above` are lines over the jabatan (`Ditetapkan di …`). `name="nama"` prints no academic
    titles, as Permendagri 1/2023 Pasal 44(1) wants for a Keputusan. The paragraph before it takes
    the style `Isi Penutup`, so that the block never stands alone on a page.
    """
    for line in above:
        say(place, line, "Jabatan Penanda Tangan")
    signature_lines(place, field, name=name)


def signature_lines(
    place: Place, field: str, *, name: str = "nama_lengkap", suffix: str = "Penanda Tangan"
) -> None:
    """The lines of one signature in the styles `Jabatan …`, `Nama …` and `NIP …`.

    The suffix is "Penanda Tangan" (right half), "Kolom" (in a cell) or "Sel" (no room to sign).
    """
    say(place, f"{{{{ {field}.jabatan or '………' }}}},", f"Jabatan {suffix}")
    say(place, f"{{{{ {field}.{name} }}}}", f"Nama {suffix}")
    with when(place, f"{field}.pangkat"):
        say(place, f"{{{{ {field}.pangkat }}}}", f"Jabatan {suffix}")
    with when(place, f"{field}.nip"):
        say(place, f"NIP. {{{{ {field}.nip_spasi }}}}", f"NIP {suffix}")


def tembusan(doc: Document, field: str = "tembusan") -> None:
    """`Tembusan:` and its list at the left below the signature; nothing when the list is empty."""
    with when(doc, field):
        say(doc, "Tembusan:", "Kepala Tembusan")
        add_daftar(doc, field, style="Tembusan", lone="Normal")
