"""Styles of decisions, reports, meetings and dossiers; importing this makes them known."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.styles import LOOKS, SIGNER_CM, Look

KEPUTUSAN = {
    "Judul Keputusan": Look(Align.CENTER, after=8, keep_next=True),
    "Konsiderans": Look(Align.JUSTIFY, after=5),
    "Diktum Akhir": Look(Align.JUSTIFY, after=5, keep_next=True),
    "Memutuskan": Look(Align.CENTER, before=6, after=8, keep_next=True),
    "Rincian Diktum": Look(Align.JUSTIFY, after=4, left=0.8, first=-0.8),
    "Rincian Akhir": Look(Align.JUSTIFY, after=4, left=0.8, first=-0.8, keep_next=True),
    "Tempat Penetapan": Look(before=14, left=SIGNER_CM, keep_next=True),
    "Tanggal Penetapan": Look(after=10, left=SIGNER_CM, keep_next=True),
    "Jabatan Penetap": Look(left=SIGNER_CM, keep_next=True, keep_lines=True),
    "Nama Penetap": Look(before=62, left=SIGNER_CM, keep_next=True, keep_lines=True),
    "Pangkat Penetap": Look(left=SIGNER_CM, keep_next=True),
    "NIP Penetap": Look(left=SIGNER_CM),
    "Kepala Lampiran Keputusan": Look(size=11, left=6.5, keep_next=True),
    "Baris Lampiran Keputusan": Look(size=11, left=9.2, first=-2.7, keep_next=True),
    "Judul Lampiran": Look(Align.CENTER, before=16, after=8, keep_next=True),
    "Kepala Tabel Keputusan": Look(Align.CENTER, size=10, before=4, after=4, keep_next=True),
    "Isi Tabel Keputusan": Look(size=10, before=2, after=2),
    "Isi Tabel Akhir": Look(size=10, before=2, after=2, keep_next=True),
}

LAPORAN = {
    "heading 1": Look(
        Align.CENTER, size=14, bold=True, after=14, line=1.2, keep_next=True, outline=0
    ),
    "heading 2": Look(bold=True, before=10, after=6, line=1.2, keep_next=True, outline=1),
    "toc 1": Look(before=5, after=2, keep_lines=True),
    "toc 2": Look(after=2, left=0.8, keep_lines=True),
    "Sampul Logo": Look(Align.CENTER, before=70, after=50),
    "Sampul Judul": Look(Align.CENTER, size=32, bold=True, before=22, after=14, line=1.15),
    "Sampul Tahun": Look(Align.CENTER, size=20, bold=True, after=22),
    "Sampul Keterangan": Look(Align.CENTER, size=14, before=8),
    "Sampul Instansi": Look(Align.CENTER, size=16, bold=True, line=1.15),
    "Sampul Alamat": Look(Align.CENTER, size=11, line=1.15),
    "Judul Awal": Look(Align.CENTER, size=14, bold=True, after=14, keep_next=True),
    "Isi Laporan": Look(Align.JUSTIFY, after=6, line=1.3, first=1.25),
    "Pengantar Tabel": Look(Align.JUSTIFY, after=4, line=1.3, first=1.25, keep_next=True),
    "Butir Laporan": Look(Align.JUSTIFY, after=3, line=1.3, left=0.9, first=-0.9),
    "Judul Butir": Look(
        bold=True, before=4, after=3, line=1.3, left=0.9, first=-0.9, keep_next=True
    ),
    "Label Butir": Look(italic=True, before=2, after=2, line=1.3, left=0.9, keep_next=True),
    "Isi Butir": Look(Align.JUSTIFY, after=4, line=1.3, left=0.9),
    "Judul Tabel": Look(
        Align.CENTER, size=10.5, bold=True, before=8, after=5, keep_next=True, keep_lines=True
    ),
    "Sesudah Tabel": Look(size=5, after=4),
    "Kepala Laporan": Look(Align.CENTER, size=9, bold=True, before=3, after=3, keep_next=True),
    "Sel Laporan": Look(size=9, before=2, after=2),
    "Sel Laporan Akhir": Look(size=9, before=2, after=2, keep_next=True),
    "Sel Rapat": Look(size=8, before=2, after=2),
    "Sel Rapat Akhir": Look(size=8, before=2, after=2, keep_next=True),
    "Sel Kelompok": Look(size=9, bold=True, before=2, after=2, keep_next=True),
    "Sel Jumlah": Look(size=9, bold=True, before=3, after=3, keep_next=True),
    "Nama Pereviu": Look(before=64, left=SIGNER_CM, keep_next=True),
    "Tempat Tanggal": Look(before=14, left=SIGNER_CM, keep_next=True),
    "Kaki Laporan": Look(Align.RIGHT, size=9),
}
RAPAT = {
    "Judul Bagian": Look(bold=True, before=8, after=4, keep_next=True),
    "Butir Bagian": Look(bold=True, before=8, after=3, left=0.75, first=-0.75, keep_next=True),
    "Isi Bagian": Look(Align.JUSTIFY, after=4, line=1.15, left=0.75),
    "Pokok Bahasan": Look(Align.JUSTIFY, after=2, line=1.15, left=1.5, first=-0.75, keep_next=True),
    "Uraian Bahasan": Look(Align.JUSTIFY, after=4, line=1.15, left=1.5),
    "Butir Saran": Look(Align.JUSTIFY, after=3, line=1.15, left=1.5, first=-0.75),
    "Sel Rapat Kepala": Look(Align.CENTER, size=11, bold=True, before=3, after=3, keep_next=True),
    "Sel Hadir": Look(size=11, before=5, after=5),
    "Sel Hadir Akhir": Look(size=11, before=5, after=5, keep_next=True),
    "Sel Keputusan": Look(size=11, before=2, after=2),
    "Sel Keputusan Akhir": Look(size=11, before=2, after=2, keep_next=True),
    "Penutup Bagian": Look(Align.JUSTIFY, after=4, line=1.15, left=0.75, keep_next=True),
    "Awal Tanda Tangan": Look(size=6, before=8, keep_next=True),
    "Sel Berkas": Look(size=9, before=2, after=2),
    "Kepala Berkas": Look(Align.CENTER, size=9, bold=True, before=3, after=3, keep_next=True),
    "Identitas Berkas": Look(size=11, after=3),
    "Kurun Buku": Look(Align.CENTER, size=11, after=8, keep_next=True),
    "Judul Sampul": Look(Align.CENTER, size=14, bold=True, after=10, keep_next=True),
    "Butir Kurang": Look(size=11, after=3, left=0.6, first=-0.6),
    "Isi Kurang": Look(size=11, after=3),
    "Jejak Audit": Look(size=8, before=10),
}
LOOKS.update(KEPUTUSAN | LAPORAN | RAPAT)
