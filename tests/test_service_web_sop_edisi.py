"""The editions of a procedure on the screen: opened again, compared, taken along, and reworded."""

import tomllib
from collections.abc import Mapping

import pytest

from service.accounts.permissions import Peran
from service.db import reading
from service.sop import editing_text, editions
from service.sop.comparing import Perubahan, changes
from service.sop.editing import added, moved, removed, replaced, step_of
from service.sop.reading import read
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import SOP
from tests.support_web import Person, signed_in

PAGE = f"/pengaturan/sop/{SOP}"
SHIPPED = editions.load(editions.DEFINITIONS / f"{SOP}.toml")
IDENTITY: dict[str, object] = {
    "judul": "SOP Data Kinerja",
    "penerbit": "Kecamatan Contoh",
    "judul_berkas": "Data Kinerja",
    "kode_klasifikasi": "000.8.6.3",
    "nomor": "000.8.3/7/2027",
    "dasar_hukum": "Undang-Undang A\n\nPeraturan B",
}


@pytest.fixture
def secretary(bench: Workbench) -> Person:
    """Whoever may change the SOP of the office."""
    return signed_in(bench, Peran.SEKRETARIS)


def _changed(isi: Mapping[str, object]) -> list[Perubahan]:
    return changes(read(SHIPPED), read(isi))


def test_what_changed_is_a_plain_list() -> None:
    """A step reworded, with another time; one put in, which moves the others; one taken out."""
    second = step_of(SHIPPED, 2)
    reworded = replaced(SHIPPED, 2, {**second, "uraian": "Menetapkan Tim", "waktu": "2 hari"})
    assert _changed(reworded) == [
        Perubahan("langkah 2, uraian", "Membentuk Tim", "Menetapkan Tim"),
        Perubahan("langkah 2, waktu", "1 hari", "2 hari"),
    ]
    new = {"uraian": "Memeriksa", "pelaksana": [], "keluaran": []}
    found = _changed(added(SHIPPED, 11, new))
    assert Perubahan("langkah 12", "", "Memeriksa") in found
    assert Perubahan("langkah 13, nomor", "12", "13") in found
    assert Perubahan("langkah 12", "Menyimpan Dokumen", "") in _changed(removed(SHIPPED, 12))
    assert {one.bagian for one in _changed(moved(SHIPPED, 2, 1))} >= {"langkah 2, nomor"}
    assert _changed(SHIPPED) == []


def test_performers_identity_and_sections_are_compared() -> None:
    """Each under its own name."""
    holders = [{"nama": "Camat", "jabatan": ["Camat", "Plt. Camat"]}, *SHIPPED["pelaksana"][1:]]  # type: ignore[index]  # a list of tables, as the file has it
    found = _changed(
        {
            **SHIPPED,
            "pelaksana": holders,
            "identitas": {"nomor": "7"},
            "bagian": [{"judul": "A. Biaya", "isi": "Tidak ada"}],
        }
    )
    assert Perubahan("pelaksana Camat", "Camat", "Camat; Plt. Camat") in found
    assert Perubahan("identitas, nomor", "", "7") in found
    assert Perubahan("bagian A. Biaya", "", "Tidak ada") in found


def test_identity_is_changed_and_the_earlier_edition_stays(
    bench: Workbench, secretary: Person
) -> None:
    """The new one says what was typed; the old one is shown, compared and printed as it was."""
    assert "Undang-Undang Nomor 23" in secretary.get(f"{PAGE}/identitas").text
    assert secretary.post(f"{PAGE}/identitas", IDENTITY).status_code == 303
    with reading(bench.engine) as conn:
        now = editions.by_slug(conn, support.office_of(bench).id, SOP).procedure()
    assert (now.judul, now.identitas.nomor) == ("SOP Data Kinerja", "000.8.3/7/2027")
    assert now.identitas.dasar_hukum == ("Undang-Undang A", "Peraturan B")
    assert now.langkah == read(SHIPPED).langkah
    old = secretary.get(f"{PAGE}/edisi/1").text
    assert "Ini edisi lama" in old
    assert "SOP Mekanisme Pengumpulan" in old
    assert "Simpan" not in old
    compared = secretary.get(f"{PAGE}/edisi/banding").text
    assert "Identitas, nomor" in compared
    assert "000.8.3/7/2027" in compared
    same = secretary.get(f"{PAGE}/edisi/banding?dari=2&ke=2").text
    assert "sama isinya" in same
    assert secretary.get(f"{PAGE}/edisi/2").location == PAGE
    assert secretary.get(f"{PAGE}/edisi/9").status_code == 404
    assert secretary.get("/pengaturan/sop/tidak-ada/edisi/1").status_code == 404


def test_an_identity_that_will_not_do_is_shown_again(secretary: Person) -> None:
    """With all its faults and what was typed; nothing is kept."""
    answer = secretary.post(f"{PAGE}/identitas", IDENTITY | {"judul": "", "jangka_waktu": "lama"})
    assert answer.status_code == 422
    assert "“judul” belum diisi teks" in answer.text
    assert "SOP, jangka_waktu: “lama”" in answer.text
    assert "Peraturan B" in answer.text
    assert "edisi 1" in secretary.get(PAGE).text


def test_sections_are_written_reordered_and_taken_out(bench: Workbench, secretary: Person) -> None:
    """In the order of the form; an empty one is left out, and one without a text is refused."""
    typed: dict[str, object] = {
        "judul_bagian": ["B. Biaya", "", "A. Tujuan"],
        "isi_bagian": ["Tidak ada", "", "Data yang benar.\r\nTepat waktu."],
    }
    assert secretary.post(f"{PAGE}/bagian", typed).status_code == 303
    page = secretary.get(PAGE).text
    assert page.index("B. Biaya") < page.index("A. Tujuan")
    assert "Tepat waktu." in secretary.get(f"{PAGE}/bagian").text
    assert secretary.post(f"{PAGE}/bagian", typed | {"isi_bagian": [""]}).status_code == 422


def test_an_edition_is_taken_along_and_loaded_again(secretary: Person) -> None:
    """The same file that `naskah sop load` takes."""
    answer = secretary.get(f"{PAGE}/edisi/1.toml")
    assert answer.mimetype == "application/toml"
    assert tomllib.loads(answer.text) == SHIPPED


def test_every_word_of_the_identity_can_be_edited() -> None:
    """No field of the data lacks its place in the form."""
    names = {*editing_text.SINGLE, *editing_text.LISTED}
    typed = {name: [f"isi {name}"] for name in names} | {"judul": ["Judul"]}
    isi = editing_text.with_identity(SHIPPED, lambda name: typed.get(name, []))
    said = isi["identitas"]
    assert isinstance(said, dict)
    assert said.keys() == names
