"""The form of the office's rules: its fields, and the way to the profile that is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from werkzeug.datastructures import MultiDict

from doc_templates.catalog import Kind
from doc_templates.shapes import Fault, Field
from doc_templates.signing import capacities
from doc_templates.tata import KOP_RULES, SWITCHES, tata_from
from service.offices.profile import FONTS, PAPERS, Profil, profil_from
from service.web.settings_form import Sent

TYPEFACES = ("Arial", "Times New Roman", "Bookman Old Style")
WITH_PLACE, WITHOUT = "Tempat dan tanggal", "Tanggal saja"
NO, YES = "Tidak", "Ya"
PAPER, KOP = "Kertas dan huruf", "Kop"
SIGNATURE, FOOT = "Tanggal dan tanda tangan", "Kaki dan paraf"
MARGINS = ("margin_atas", "margin_bawah", "margin_kiri", "margin_kanan")
CM = (0.5, 6.0)
SIZES = {"kop_pemerintah": (8, 30), "kop_nama": (8, 30), "kop_alamat": (6, 16)}
LIMITS = SIZES | {"logo_tinggi": (10, 40)}
TATA = (
    Field("kertas", "Kertas surat", "pilihan", wajib=True, kelompok=PAPER, pilihan=PAPERS,
          petunjuk="F4 ada dua lebarnya: 215 × 330 mm dan 210 × 330 mm. Laporan tetap A4."),
    Field("margin_atas", "Batas atas (cm)", wajib=True, kelompok=PAPER, maks=5),
    Field("margin_bawah", "Batas bawah (cm)", wajib=True, kelompok=PAPER, maks=5),
    Field("margin_kiri", "Batas kiri (cm)", wajib=True, kelompok=PAPER, maks=5),
    Field("margin_kanan", "Batas kanan (cm)", wajib=True, kelompok=PAPER, maks=5),
    Field("huruf_korespondensi", "Huruf surat", "pilihan", wajib=True, kelompok=PAPER,
          pilihan=TYPEFACES),
    Field("huruf_keputusan", "Huruf keputusan", "pilihan", wajib=True, kelompok=PAPER,
          pilihan=TYPEFACES),
    Field("huruf_laporan", "Huruf laporan", "pilihan", wajib=True, kelompok=PAPER,
          pilihan=TYPEFACES),
    Field("kop_pemerintah", "Ukuran pemerintah daerah", "angka", wajib=True, kelompok=KOP,
          petunjuk="Dalam pt. Perbandingan lazim: pemerintah 2, instansi 3, alamat 1."),
    Field("kop_nama", "Ukuran nama instansi", "angka", wajib=True, kelompok=KOP),
    Field("kop_alamat", "Ukuran alamat", "angka", wajib=True, kelompok=KOP),
    Field("logo_tinggi", "Tinggi logo (mm)", "angka", wajib=True, kelompok=KOP),
    Field("kop_garis", "Garis bawah kop", "pilihan", wajib=True, kelompok=KOP, pilihan=KOP_RULES),
    Field("tempat_tanggal", "Tanggal surat", "pilihan", wajib=True, kelompok=SIGNATURE,
          pilihan=(WITH_PLACE, WITHOUT)),
    Field("label_nip", "Tulisan NIP", "pilihan", wajib=True, kelompok=SIGNATURE,
          pilihan=("NIP.", "NIP")),
    Field("baris_kedua", "Jabatan asli di bawah Plt., Plh., dan Pj.", "pilihan", wajib=True,
          kelompok=SIGNATURE, pilihan=(NO, YES)),
    Field("polos", "Tanpa gelar, pangkat, dan NIP", "paragraf", kelompok=SIGNATURE, maks=600,
          petunjuk="Satu baris satu jabatan dengan kedudukannya, misalnya “Pj., Plh. Sekretaris "
          "Daerah”. Berlaku untuk semua jenis naskah (Permendagri 1/2023 Pasal 44)."),
    Field("klausul", "Kalimat di kaki halaman", "paragraf", kelompok=FOOT, maks=600,
          petunjuk="Misalnya keterangan sertifikat elektronik. Dicetak pada jenis naskah yang "
          "dicentang di bawah; kosongkan untuk tanda tangan basah."),
    Field("paraf", "Jabatan yang memaraf", "daftar", kelompok=FOOT, maks=3,
          petunjuk="Dari bawah ke atas, paling banyak tiga. Tabel parafnya hanya pada salinan "
          "arsip; surat yang dikirim tetap bersih."),
)  # fmt: skip


def raw_of(profil: Profil) -> dict[str, object]:
    """Give what the form shows of a profile."""
    tata = asdict(profil.tata)
    raw: dict[str, object] = {name: str(tata[name]) for name in LIMITS}
    raw |= {name: f"{tata[name]:g}".replace(".", ",") for name in (*MARGINS, *SIZES)}
    raw |= {f"huruf_{kelas}": profil.huruf.get(kelas, name) for kelas, name in FONTS.items()}
    return raw | {
        "kertas": profil.kertas,
        "kop_garis": profil.tata.kop_garis,
        "label_nip": profil.tata.label_nip,
        "tempat_tanggal": WITH_PLACE if profil.tata.tempat_tanggal else WITHOUT,
        "baris_kedua": YES if profil.tata.baris_kedua else NO,
        "polos": "\n".join(profil.tata.polos),
        "klausul": "\n".join(profil.tata.klausul),
        "paraf": list(profil.tata.paraf),
    }


def range_faults(sent: Sent) -> list[Fault]:
    """Say which lengths and sizes cannot be printed; only what could be read is judged."""
    faults = []
    for field in TATA:
        value = sent.values[field.nama]
        if field.nama in LIMITS and isinstance(value, int):
            low, high = LIMITS[field.nama]
            if not low <= value <= high:
                faults.append(Fault(field.nama, field.label, f"Tulis antara {low} dan {high}."))
        if field.nama in MARGINS and str(sent.raw[field.nama]).strip():
            length = centimetres(str(value))
            if length is None or not CM[0] <= length <= CM[1]:
                pesan = "Tulis antara 0,5 dan 6 sentimeter, misalnya 2,5."
                faults.append(Fault(field.nama, field.label, pesan))
    return faults


def capacity_faults(sent: Sent) -> list[Fault]:
    """Say which capacities cannot be read, so that nobody believes they were."""
    return [
        Fault("polos", "Tanpa gelar, pangkat, dan NIP",
              f"“{line}” belum dapat dibaca. Tulis seperti “Pj., Plh. Sekretaris Daerah”.")
        for line in _lines(sent, "polos")
        if not capacities(line)
    ]  # fmt: skip


def _lines(sent: Sent, nama: str) -> list[str]:
    lines = sent.values[nama]
    return [str(line) for line in lines] if isinstance(lines, list) else []


def centimetres(text: str) -> float | None:
    """Read `2,5` or `2.5`; None for anything else."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def switched(kinds: Sequence[Kind], form: MultiDict[str, str]) -> dict[str, tuple[str, ...]]:
    """Give what was ticked for each kind."""
    sent = {kind.slug: form.getlist(f"saklar-{kind.slug}") for kind in kinds}
    return {slug: tuple(one for one in SWITCHES if one in on) for slug, on in sent.items()}


def profil_of(
    before: Profil, sent: Sent, kinds: Sequence[Kind], saklar: Mapping[str, tuple[str, ...]]
) -> Profil:
    """Give the profile with the rules of a form without faults.

    What a kind has by its class anyway is not kept.
    """
    chosen = {
        kind.slug: saklar[kind.slug]
        for kind in kinds
        if set(saklar[kind.slug]) != set(tata_from({}).switches(kind.slug, kind.kelas))
    }
    tata = tata_from(
        {name: sent.number(name) for name in LIMITS}
        | {name: centimetres(sent.text(name)) for name in MARGINS}
        | {
            "kop_garis": sent.text("kop_garis"),
            "label_nip": sent.text("label_nip"),
            "tempat_tanggal": sent.text("tempat_tanggal") == WITH_PLACE,
            "baris_kedua": sent.text("baris_kedua") == YES,
            "polos": _lines(sent, "polos"),
            "klausul": _lines(sent, "klausul"),
            "paraf": sent.rows("paraf"),
            "saklar": chosen,
        }
    )
    huruf = {kelas: sent.text(f"huruf_{kelas}") for kelas in FONTS}
    return profil_from(vars(before) | {"kertas": sent.text("kertas"), "huruf": huruf, "tata": tata})
