"""Styles of orders, plans, records and control sheets; importing this makes them known."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting import looks  # noqa: F401  # the styles that these go with
from doc_templates.drafting.styles import LOOKS, Look

MIDDLE_CM = 4.6  # where a signature begins that stands below two others, in their middle

LOOKS.update(
    {
        "Memerintahkan": Look(Align.CENTER, bold=True, before=6, after=8, keep_next=True),
        "Judul Lanjutan": Look(Align.CENTER, size=14, bold=True, keep_next=True),
        "Judul Akhir": Look(Align.CENTER, size=14, bold=True, after=14, keep_next=True),
        "Isi Pengantar": Look(
            Align.JUSTIFY, before=6, after=4, line=1.15, first=1.25, keep_next=True
        ),
        "Versi Naskah": Look(Align.RIGHT, size=11, bold=True, keep_next=True),
        "Kepala Bab": Look(bold=True, before=9, after=3, left=1.0, first=-1.0, keep_next=True),
        "Anak Bab": Look(bold=True, before=2, after=3, left=1.0, keep_next=True),
        "Isi Bab": Look(Align.JUSTIFY, after=4, line=1.15, left=1.0),
        "Antar Bab": Look(Align.JUSTIFY, after=3, line=1.15, left=1.0, keep_next=True),
        "Butir Bab": Look(Align.JUSTIFY, after=3, line=1.15, left=1.75, first=-0.75),
        "Penutup Bab": Look(
            Align.JUSTIFY, after=14, line=1.15, left=1.0, keep_next=True, keep_lines=True
        ),
        "Keterangan Tabel": Look(size=10, before=3, after=6, left=0.75),
        "Garis Tipis": Look(size=4, after=8),
        "Jarak Tabel": Look(size=4, keep_next=True),
        "Jabatan Tengah": Look(left=MIDDLE_CM, keep_next=True, keep_lines=True),
        "Nama Tengah": Look(
            left=MIDDLE_CM, before=60, bold=True, underline=True, keep_next=True, keep_lines=True
        ),
        "Pangkat Tengah": Look(left=MIDDLE_CM, keep_next=True, keep_lines=True),
        "NIP Tengah": Look(left=MIDDLE_CM, keep_lines=True),
        "Kepala Lembar": Look(Align.CENTER, size=10, bold=True, before=3, after=3, keep_next=True),
        "Sel Lembar": Look(size=10, before=2, after=2),
        "Sel Lembar Akhir": Look(size=10, before=2, after=2, keep_next=True),
    }
)
