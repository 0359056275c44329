"""The journey of one letter in a real browser, from sign-in to the dossier's zip."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from doc_templates import pdf
from service import berkas, setup
from service.config import Settings
from service.db import transaction
from service.migrating import migrate
from service.offices import penugasan, people
from service.offices.penugasan import Penugasan
from service.workbench import open_workbench
from tests.browser import Site, chromium, serving
from tests.support_service import add_small_kind, office_of

HAL = "Undangan Rapat <Bappeda> & “Dinas”"


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Page, str]]:
    """A sample office with an open dossier, served with real LibreOffice; a browser at its door."""
    data = tmp_path_factory.mktemp("perjalanan") / "data"
    settings = Settings(data=data, database_url=f"sqlite:///{data / 'naskah.db'}")
    bench = open_workbench(settings)
    migrate(bench.engine)
    passwords = setup.load_samples(bench)
    berkas.open_berkas(bench, office_of(bench), "babakancikao", 2026, oleh="Uji")
    with serving(bench) as site, chromium() as browser, closing(browser.new_page()) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        yield site, site.watch(page), passwords["staf.contoh"]
    bench.engine.dispose()


def test_a_letter_travels_from_its_step_to_the_dossier(
    at_work: tuple[Site, Page, str], tmp_path: Path
) -> None:
    """Everything between the step of the SOP and the zip for the Inspektorat is done by hand."""
    site, page, password = at_work
    _sign_in(page, site, password)
    _begin_invitation(page, site)
    _fill_invitation(page)
    _preview_shows_real_pages(page)
    number = _issue(page)
    _bring_signed_copy(page, tmp_path)
    _find_by_fragment_of_number(page, site, number)
    _export_dossier(page, site)
    assert site.complaints == []


def _sign_in(page: Page, site: Site, password: str) -> None:
    page.goto(site.url)
    page.get_by_label("Nama masuk").fill("staf.contoh")
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", name="Yang perlu dikerjakan")).to_be_visible()


def _begin_invitation(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/berkas/1")
    expect(page.get_by_text("Melaksanakan Rapat Intern dipimpin oleh Camat")).to_be_visible()
    page.locator("button[name=keluaran][value=undangan]").click()
    expect(page.get_by_role("heading", name="Surat Undangan Rapat")).to_be_visible()


def _fill_invitation(page: Page) -> None:
    page.locator("[name=hal]").fill(HAL)
    page.locator("[name=undangan-0-jabatan]").fill("Para Kepala Seksi")
    page.locator("[name=maksud]").fill("pembahasan hasil pengumpulan data kinerja")
    page.locator("[name=rapat]").fill("Rapat Intern Pembahasan Laporan Kinerja")
    page.locator("[name=tanggal_rapat]").fill(date(2027, 1, 20).isoformat())
    page.locator("[name=pukul_mulai]").fill("09.00")
    page.locator("[name=tempat]").fill("Aula Kecamatan")
    page.locator("[name=acara-0-isi]").fill("Pemaparan hasil pengumpulan data")


def _preview_shows_real_pages(page: Page) -> None:
    page.get_by_role("button", name="Pratinjau").last.click()
    picture = page.locator("#pratinjau img").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 500


def _issue(page: Page) -> str:
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", name=HAL)).to_be_visible()
    return page.locator(".number-big").inner_text()


def _bring_signed_copy(page: Page, folder: Path) -> None:
    expect(page.locator("figure.sheet img").first).to_be_visible()
    shown = page.locator("figure.sheet img").first.screenshot()
    scan = folder / "pindai.png"
    scan.write_bytes(shown)
    page.get_by_label("Satu PDF, atau foto tiap halaman").set_input_files(scan)
    page.get_by_role("button", name="Unggah salinan bertanda tangan").click()
    expect(page.get_by_text("pindai.png")).to_be_visible()
    expect(page.get_by_text("Ditandatangani").first).to_be_visible()


def _find_by_fragment_of_number(page: Page, site: Site, number: str) -> None:
    page.goto(site.url)
    page.get_by_role("searchbox").fill(number.split("/", 1)[1])
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("link", name=HAL).first).to_be_visible()


def _export_dossier(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/berkas/1")
    page.get_by_role("link", name="Ekspor untuk Inspektorat").click()
    page.get_by_role("button", name="Ekspor walau belum lengkap").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh paket").click(timeout=60_000)
    with zipfile.ZipFile(download.value.path()) as package:
        names = package.namelist()
        merged = next(name for name in names if name.endswith("(salinan baca).pdf"))
        assert "Undangan rapat intern" in " ".join(
            heading.judul for heading in pdf.outline(package.read(merged))
        )
    assert any("bertanda tangan.png" in name for name in names)
    assert any(name.endswith("BACA-DULU.txt") for name in names)


def test_a_new_kind_of_letter_is_a_folder_and_nothing_else(
    at_work: tuple[Site, Page, str],
) -> None:
    """A folder put beside the others while the service runs can be written, issued and found."""
    site, page, password = at_work
    add_small_kind(site.bench.settings, "surat-baru")
    if page.url == "about:blank":
        _sign_in(page, site, password)
    page.goto(f"{site.url}/jenis")
    page.locator("button[name=jenis][value=surat-baru]").click()
    page.locator("[name=hal]").fill("Jenis yang baru saja dipasang")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", name="Jenis yang baru saja dipasang")).to_be_visible()
    page.goto(f"{site.url}/arsip?kata=dipasang")
    expect(page.get_by_role("link", name="Jenis yang baru saja dipasang").first).to_be_visible()


def test_another_date_offers_the_officials_of_that_date(at_work: tuple[Site, Page, str]) -> None:
    """Who acts for the camat from March on is not offered in January, without a reload."""
    site, page, _password = at_work
    with transaction(site.bench.engine) as conn:
        secretary = people.every(conn, office_of(site.bench).id)[1]
        task = Penugasan(secretary.id, "Plh.", "Camat Babakancikao", date(2027, 3, 1))
        penugasan.add(conn, task)
    _begin_invitation(page, site)
    acting = page.locator("#isian-penandatangan optgroup[label^=Pelaksana] option")
    page.locator("#isian-tanggal_surat").fill(date(2027, 1, 20).isoformat())
    expect(acting).to_have_count(0)
    page.locator("#isian-tanggal_surat").fill(date(2027, 3, 5).isoformat())
    expect(acting).to_have_count(1)
