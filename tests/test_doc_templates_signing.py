"""Who signs, in which capacity: the lines of the block, as naskah-dinas 4.2 has them."""

import io
from dataclasses import replace

import docx
import pytest

from doc_templates.catalog import Catalog
from doc_templates.docx_text import docx_text
from doc_templates.linebreaks import balanced
from doc_templates.office import LIBRARY, sample
from doc_templates.render import render
from doc_templates.signing import LINE_CAPITALS, Gaya, block, capacities, jabatan_lines
from doc_templates.tata import USUAL, Tata, tata_from
from doc_templates.values import Pegawai
from tests.support_library import NUMBER, typed

SEKCAM = {
    "nama": "Sari Contoh Lestari",
    "gelar_belakang": "S.Sos., M.Si.",
    "nip": "198404262009012003",
    "pangkat": "Penata Tingkat I",
    "jabatan": "Sekretaris Kecamatan",
}
CAMAT = "Camat Contoh"
NIP = "NIP. 19840426 200901 2 003"
TITLED = "Sari Contoh Lestari, S.Sos., M.Si."
LONG = "Kepala Subbagian Perencanaan, Evaluasi dan Pelaporan Kecamatan Contoh"


def a_signer(**capacity: str) -> Pegawai:
    """The secretary, in some capacity."""
    return Pegawai(**SEKCAM | capacity)


@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        ({}, ["SEKRETARIS KECAMATAN,"]),
        ({"jabatan": "Camat Contoh"}, ["CAMAT CONTOH,"]),
        ({"pelaksana": "Plt.", "jabatan_pelaksana": CAMAT}, ["Plt. CAMAT CONTOH,"]),
        ({"pelaksana": "Plh.", "jabatan_pelaksana": CAMAT}, ["Plh. CAMAT CONTOH,"]),
        ({"pelaksana": "Pj.", "jabatan_pelaksana": CAMAT}, ["Pj. CAMAT CONTOH,"]),
        ({"atas_nama": CAMAT}, ["a.n. CAMAT CONTOH", "SEKRETARIS KECAMATAN,"]),
        (
            {"atas_nama": CAMAT, "melalui": "Sekretaris Kecamatan", "jabatan": "Kasubbag Umum"},
            ["a.n. CAMAT CONTOH", "SEKRETARIS KECAMATAN,", "u.b.", "KASUBBAG UMUM,"],
        ),
        (
            {"atas_nama": "Bupati Contoh", "pelaksana": "Plt.", "jabatan_pelaksana": CAMAT},
            ["a.n. BUPATI CONTOH", "Plt. CAMAT CONTOH,"],
        ),
        ({"jabatan": "Plh. Camat Contoh"}, ["Plh. CAMAT CONTOH,"]),
        ({"jabatan": "PJ.CAMAT CONTOH"}, ["Pj. CAMAT CONTOH,"]),
        ({"jabatan": "Pj3 Contoh"}, ["PJ3 CONTOH,"]),
        (
            {"atas_nama": "Plt. Camat Contoh"},
            ["a.n. Plt. CAMAT CONTOH", "SEKRETARIS KECAMATAN,"],
        ),
        ({"jabatan": ""}, ["………,"]),
    ],
)
def test_the_lines_above_the_name(capacity: dict[str, str], lines: list[str]) -> None:
    """The mark stays small and beside its post; one comma, after the last line of a post."""
    printed = jabatan_lines(a_signer(**capacity), Gaya())
    assert [line.replace("\u00a0", " ") for line in printed] == lines


def test_the_own_post_of_who_acts_is_a_switch() -> None:
    """Off by default; on, the comma moves to the second line."""
    acting = a_signer(pelaksana="Plt.", jabatan_pelaksana=CAMAT)
    assert jabatan_lines(acting, Gaya(baris_kedua=True)) == (
        "Plt.\u00a0CAMAT CONTOH",
        "SEKRETARIS KECAMATAN,",
    )


@pytest.mark.parametrize(
    ("gaya", "printed"),
    [
        (Gaya(), (TITLED, "Penata Tingkat I", NIP)),
        (Gaya(gelar=False, pangkat=False), ("Sari Contoh Lestari", "", NIP)),
        (
            Gaya(nip=False, pangkat=False, nama_kapital=True),
            ("SARI CONTOH LESTARI, S.Sos., M.Si.", "", ""),
        ),
        (Gaya(label_nip="NIP"), (TITLED, "Penata Tingkat I", NIP.replace(".", ""))),
    ],
)
def test_titles_pangkat_and_nip_are_three_switches(
    gaya: Gaya, printed: tuple[str, str, str]
) -> None:
    """Each on its own; titles keep their letters where the name is in capitals."""
    made = block(a_signer(), gaya)
    assert (made.nama, made.pangkat, made.nip) == printed


SEKDA = "Sekretaris Daerah Kabupaten Contoh"


@pytest.mark.parametrize(
    ("capacity", "bare"),
    [
        ({"pelaksana": "Pj.", "jabatan_pelaksana": SEKDA}, True),
        ({"pelaksana": "Plh.", "jabatan_pelaksana": SEKDA}, True),
        ({"pelaksana": "Plt.", "jabatan_pelaksana": SEKDA}, False),
        ({"jabatan": SEKDA}, False),
        ({"jabatan": f"Pj. {SEKDA}"}, True),
        ({"jabatan": "Pj. SEKRETARIS DAERAH"}, True),
        ({"pelaksana": "Pj.", "jabatan_pelaksana": "Bupati Contoh"}, True),
        ({"pelaksana": "Plt.", "jabatan_pelaksana": "Wali Kota Contoh"}, True),
        ({"pelaksana": "Plt.", "jabatan_pelaksana": "Wakil Bupati Contoh"}, False),
        ({"pelaksana": "Pj.", "jabatan_pelaksana": "Sekretaris Kecamatan"}, False),
        ({"pelaksana": "Pj.", "jabatan_pelaksana": SEKDA, "atas_nama": "Bupati Contoh"}, True),
    ],
)
def test_some_who_act_sign_with_the_bare_name(capacity: dict[str, str], bare: bool) -> None:
    """Pj. and Plh. of a Sekda, and whoever acts for a head of region (Pasal 44), as data."""
    made = block(a_signer(**capacity), Tata().gaya("nota-dinas", "korespondensi"))
    whole = (TITLED, "Penata Tingkat I", NIP)
    assert (made.nama, made.pangkat, made.nip) == (
        ("Sari Contoh Lestari", "", "") if bare else whole
    )


def test_an_office_says_itself_who_signs_with_the_bare_name() -> None:
    """Its own lines instead of the usual ones; none means that nobody does."""
    camat = a_signer(pelaksana="Plh.", jabatan_pelaksana=CAMAT)
    pj = a_signer(pelaksana="Pj.", jabatan_pelaksana=SEKDA)
    own = tata_from({"polos": ["Plt., Plh. Camat"]}).gaya("nota-dinas", "korespondensi")
    assert [block(one, own).nip for one in (camat, pj)] == ["", NIP]
    nobody = tata_from({"polos": []}).gaya("nota-dinas", "korespondensi")
    assert [block(one, nobody).nip for one in (camat, pj)] == [NIP, NIP]
    assert capacities("Sekretaris Daerah") == capacities("Pj. ") == ()


def test_a_long_post_is_broken_evenly_and_not_after_a_small_word() -> None:
    """Seventy characters in half a page: no line too long, none that ends in “dan”."""
    assert len(LONG) >= 69
    lines = jabatan_lines(a_signer(jabatan=LONG), Gaya())
    assert " ".join(lines) == f"{LONG.upper()},"
    assert max(map(len, lines)) <= LINE_CAPITALS
    assert not any(line.endswith(" DAN") for line in lines)
    assert len(balanced("satu", 3)) == 1  # a word longer than the line stays whole


def test_a_decree_leaves_titles_out_until_the_office_says_otherwise() -> None:
    """Permendagri 1/2023 Pasal 44(1), and the switch that turns it round."""
    kind = Catalog([LIBRARY]).get("sk-tim")
    values = typed(kind, kind.contoh)
    letter = docx_text(render(kind, values, sample(), nomor_surat=NUMBER))
    assert "CONTOH WIRATAMA" in letter
    assert "M.Si." not in letter.partition("Lampiran")[0].partition("CONTOH WIRATAMA")[2][:40]
    assert Tata().gaya("sk-tim", "keputusan").gelar is False
    changed = Tata(saklar={"sk-tim": USUAL}).gaya("sk-tim", "keputusan")
    assert (changed.gelar, changed.nama_kapital) == (True, False)


def test_the_title_of_a_decree_names_the_post_whose_authority_it_bears() -> None:
    """Signed by a Plt., or a.n., it is still a decree of the camat."""
    kind = Catalog([LIBRARY]).get("sk-tim")
    acting = a_signer(pelaksana="Plt.", jabatan_pelaksana="Camat Contoh")
    values = {**typed(kind, kind.contoh), "penandatangan": acting}
    made = docx.Document(io.BytesIO(render(kind, values, sample(), nomor_surat=NUMBER)))
    assert made.paragraphs[0].text == "KEPUTUSAN CAMAT CONTOH"


def test_rules_survive_json_and_toml() -> None:
    """Neither knows tuples; what is not said is the default, what is not known is left out."""
    assert tata_from({}) == Tata()
    kept = tata_from({"klausul": ["Satu"], "saklar": {"sk-tim": ["nip"]}, "lama": 1})
    assert kept.klausul == ("Satu",)
    assert kept.switches("sk-tim", "keputusan") == ("nip",)
    assert kept.footer("sk-tim", "keputusan") == ()
    assert tata_from({"klausul": ["Satu"], "saklar": {"a": ["klausul"]}}).footer("a", "") == (
        "Satu",
    )


@pytest.mark.parametrize("induk", ["", "KECAMATAN CONTOH"])
def test_the_kop_of_a_kelurahan_names_what_is_above_it(induk: str) -> None:
    """One line more between government and name; none for an office that has nobody above."""
    kind = Catalog([LIBRARY]).get("permintaan-data")
    office = replace(sample(), induk=induk, nama="KELURAHAN CONTOH")
    letter = render(kind, typed(kind, kind.contoh), office, nomor_surat=NUMBER)
    header = docx.Document(io.BytesIO(letter)).sections[0].first_page_header
    lines = [line.text for line in header.tables[0].rows[0].cells[-1].paragraphs]
    assert lines[: 3 if induk else 2] == [
        line for line in (office.pemerintah, induk, office.nama) if line
    ]
