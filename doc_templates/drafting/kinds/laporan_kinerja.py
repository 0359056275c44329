"""The yearly performance report, LKjIP, from cover to lampiran (naskah-dinas 6.2)."""

from docx.document import Document

from doc_templates.drafting import laporan_bab, laporan_capaian, laporan_lampiran
from doc_templates.drafting.report import (
    chapter,
    contents,
    page_numbers,
    prose,
    prose_above_signature,
)
from doc_templates.drafting.shapes import PLACE_AND_DATE, new_document, signature_block
from doc_templates.drafting.signature import in_capitals
from doc_templates.drafting.text import each, say, when


def draft() -> Document:
    """The report as a template."""
    doc = new_document("laporan")
    page_numbers(doc, "LKjIP {{ instansi.nama }} Tahun {{ tahun }}")
    _cover(doc)
    _front(doc)
    for write in (laporan_bab.one, laporan_bab.two, laporan_capaian.three, laporan_bab.four):
        write(doc)
    laporan_lampiran.agreement(doc)
    laporan_lampiran.measurement(doc)
    laporan_lampiran.evidence(doc)
    return doc


def _cover(doc: Document) -> None:
    """The title, and the office in the first page's footer, so that it keeps to the foot."""
    with when(doc, "logo"):
        say(doc, "{{ logo }}", "Sampul Logo")
    say(doc, "", "Garis Kop")
    say(doc, "{{ judul|upper }}", "Sampul Judul")
    say(doc, "TAHUN {{ tahun }}", "Sampul Tahun")
    say(doc, "", "Garis Kop")
    with when(doc, "versi != 'Final'"):
        say(doc, "{{ versi|upper }}", "Sampul Keterangan")
    with when(doc, "nomor_surat"):
        say(doc, "Nomor {{ nomor_surat }}", "Sampul Keterangan")
    foot = doc.sections[0].first_page_footer
    say(foot, "{{ instansi.pemerintah }}", "Sampul Instansi")
    say(foot, "{{ instansi.nama }}", "Sampul Instansi")
    with each(foot, "baris in instansi.alamat"):
        say(foot, "{{ baris }}", "Sampul Alamat")


def _front(doc: Document) -> None:
    chapter(doc, "RINGKASAN EKSEKUTIF")
    prose(doc, "ringkasan_eksekutif")
    chapter(doc, "KATA PENGANTAR")
    prose_above_signature(doc, "kata_pengantar")
    say(doc, PLACE_AND_DATE, "Tempat Tanggal")
    signature_block(doc)
    say(doc, "DAFTAR ISI", "Judul Awal").paragraph_format.page_break_before = True
    contents(doc)
    with when(doc, "pernyataan_reviu"):
        _review(doc)


def _review(doc: Document) -> None:
    """The statement of the Inspektorat, left open for its own signature (naskah-dinas 6.7)."""
    chapter(doc, "PERNYATAAN TELAH DIREVIU")
    prose_above_signature(doc, "pernyataan_reviu")
    say(doc, "…………………………, ……………………", "Tempat Tanggal")
    post = in_capitals("(jabatan_pereviu or 'Pereviu')")
    say(doc, f"{{{{ {post} }}}},", "Jabatan Penanda Tangan")
    say(doc, "………………………………………", "Nama Pereviu")
    say(doc, "{{ instansi.tata.label_nip }} …………………………………", "NIP Penanda Tangan")
