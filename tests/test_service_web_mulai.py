"""The first start: samples or an office of one's own."""

from dataclasses import replace

import pytest

from service import setup
from service.db import reading
from service.sop import editions
from service.workbench import Workbench
from tests.support_web import Person, a_file, visitor

OWN: dict[str, object] = {
    "pemerintah": "PEMERINTAH KABUPATEN SENDIRI",
    "nama": "KECAMATAN SENDIRI",
    "tempat": "Sendiri",
    "kode_unit": "Kec.Sdr",
    "admin_nama": "Budi Contoh Santoso",
    "username": "budi",
    "sandi": "kata-sandi-panjang",
    "sandi_lagi": "kata-sandi-panjang",
}


def _state(bench: Workbench) -> str:
    with reading(bench.engine) as conn:
        return setup.state(conn)


def _open_to_others(bench: Workbench) -> Workbench:
    return replace(bench, settings=replace(bench.settings, host="0.0.0.0"))  # noqa: S104 - that is the case


def test_everything_leads_to_the_first_page_while_there_is_no_office(empty: Workbench) -> None:
    """Both ways are told with what follows from them."""
    person = visitor(empty)
    assert person.get("/").location == "/masuk"
    assert person.get("/masuk").location == "/mulai"
    page = person.get("/mulai").text
    assert "di terminal" in page
    assert "Siapkan instansi" in page


def test_sample_passwords_appear_in_the_terminal_and_on_no_page(
    empty: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sits at the machine reads them, and nobody else."""
    answer = visitor(empty).client
    person = Person(answer)
    page = person.client.post(
        "/mulai/contoh", data={"csrf_token": person.token()}, follow_redirects=True
    )
    printed = capsys.readouterr().out
    passwords = dict(line.split() for line in printed.splitlines() if ".contoh" in line)
    assert {"staf.contoh", "admin.contoh"} <= set(passwords)
    assert all(password not in page.text for password in passwords.values())
    assert _state(empty) == setup.SAMPLE
    signed = person.post("/masuk", {"username": "admin.contoh", "sandi": passwords["admin.contoh"]})
    assert signed.status_code == 302


def test_samples_stay_on_this_machine(empty: Workbench) -> None:
    """Where others can reach the page, they are not loaded."""
    person = visitor(_open_to_others(empty))
    assert person.post("/mulai/contoh").status_code == 422
    assert _state(empty) == setup.EMPTY


def test_an_office_of_ones_own_is_set_up_and_signed_in_to(empty: Workbench) -> None:
    """With its first administrator; the page is closed from then on."""
    person = visitor(empty)
    assert person.post("/mulai/instansi", OWN).location == "/masuk"
    assert _state(empty) == setup.OWN
    person.post("/masuk", {"username": "budi", "sandi": OWN["sandi"]})
    assert "KECAMATAN SENDIRI" in person.get("/").text
    assert person.get("/mulai").status_code == 404
    assert person.post("/mulai/contoh").status_code == 404


def test_all_procedures_are_offered_and_none_needs_its_performers_yet(empty: Workbench) -> None:
    """An office may begin with those that it chooses; its page names who is missing."""
    person = visitor(empty)
    page = person.get("/mulai/instansi").text
    assert all(f'value="{path.stem}"' in page for path in editions.shipped())
    person.post("/mulai/instansi", OWN | {"sop": ["way-kanan", "tidak-ada"]})
    person.post("/masuk", {"username": "budi", "sandi": OWN["sandi"]})
    assert "Pengumpulan Data Kinerja" in person.get("/pengaturan/sop").text
    assert "Belum dipegang pejabat siapa pun: Sekda" in person.get("/pengaturan/sop/way-kanan").text
    person.post("/pengaturan/sop/pakai/tanjungpinang")
    assert "Belum dipegang pejabat siapa pun: JFU" in person.get("/pengaturan/sop").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nama": ""}, "Belum diisi"),
        ({"sandi_lagi": "lain"}, "Kedua kata sandi tidak sama"),
        ({"sandi": "pendek", "sandi_lagi": "pendek"}, "terlalu pendek"),
        ({"username": "X"}, "Nama masuk terdiri atas"),
    ],
)
def test_an_office_that_lacks_something_is_not_set_up(
    empty: Workbench, change: dict[str, object], said: str
) -> None:
    """The form comes back as it was typed, without the passwords."""
    answer = visitor(empty).post("/mulai/instansi", OWN | change)
    assert answer.status_code == 422
    assert said in answer.text
    assert "PEMERINTAH KABUPATEN SENDIRI" in answer.text
    assert "kata-sandi-panjang" not in answer.text
    assert _state(empty) == setup.EMPTY


def test_all_faults_of_the_first_start_are_told_at_once(empty: Workbench) -> None:
    """Missing fields, name, password and its repeat, logo: each at its input."""
    wrong = {"nama": "", "username": "X", "sandi": "pendek", "sandi_lagi": "lain"}
    logo = {"logo": a_file(b"bukan gambar", "logo.png")}
    answer = visitor(empty).post("/mulai/instansi", OWN | wrong | logo)
    assert answer.status_code == 422
    for name in (*wrong, *logo):
        assert f'href="#isian-{name}"' in answer.text
        assert f'id="isian-{name}"' in answer.text


def test_an_open_first_start_asks_for_the_code_of_the_terminal(empty: Workbench) -> None:
    """Else anybody who is quicker would own the installation."""
    person = visitor(_open_to_others(empty), code="a1b2c3d4")
    assert "Kode penyiapan tidak cocok" in person.post("/mulai/instansi", OWN).text
    assert _state(empty) == setup.EMPTY
    person.post("/mulai/instansi", OWN | {"kode": "a1b2c3d4"})
    assert _state(empty) == setup.OWN
