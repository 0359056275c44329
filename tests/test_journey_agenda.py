"""A year of the paper book comes in and is gone on with, in a real browser."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service import setup
from service.agenda.checking import check
from service.config import Settings
from service.migrating import migrate
from service.workbench import open_workbench
from tests.browser import Site, chromium, serving
from tests.old_registers import worn


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[tuple[Site, Page]]:
    """A sample office, served; its administrator has signed in."""
    data = tmp_path / "data"
    settings = Settings(data=data, database_url=f"sqlite:///{data / 'naskah.db'}")
    bench = open_workbench(settings)
    migrate(bench.engine)
    password = setup.load_samples(bench)["admin.contoh"]
    with serving(bench) as site, chromium() as browser, closing(browser.new_page()) as page:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.set_default_timeout(30_000)
        site.watch(page).goto(site.url)
        page.get_by_label("Nama masuk").fill("admin.contoh")
        page.get_by_label("Kata sandi").fill(password)
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", name="Yang perlu dikerjakan")).to_be_visible()
        yield site, page
    bench.engine.dispose()


def test_the_old_book_comes_in_and_is_gone_on_with(
    at_work: tuple[Site, Page], tmp_path: Path
) -> None:
    """Settle a worn register, import it, look at the strip, and give numbers out of order."""
    site, page = at_work
    _import(page, site, tmp_path / "register 2025.xlsx")
    _walk_the_strip(page)
    _keep_a_block(page, site)
    _record_from_elsewhere(page, site)
    _print_the_book(page, site)
    assert check(site.bench, None, None) == []
    assert site.complaints == []


def _import(page: Page, site: Site, file: Path) -> None:
    file.write_bytes(worn().source.read())
    page.goto(f"{site.url}/agenda/surat-keluar/impor")
    page.get_by_label("File register").set_input_files(file)
    page.get_by_role("button", name="Periksa file").click()
    expect(page.get_by_text("5 hal perlu dibereskan dahulu")).to_be_visible()
    page.get_by_label("Tanggal berupa angka").select_option("hari-bulan")
    for row in (16, 18):
        page.get_by_label(f"lewati baris {row}").first.check()
    page.get_by_role("button", name="Periksa lagi", exact=True).click()
    page.get_by_role("button", name="Impor 6 surat").click()
    expect(page.get_by_text("6 surat masuk ke buku")).to_be_visible()


def _walk_the_strip(page: Page) -> None:
    page.get_by_role("link", name="Buka buku agenda").click()
    expect(page.get_by_label("Periode")).to_have_value("2025")
    page.locator("a.cell").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="900/002/Kec")).to_be_visible()
    page.get_by_role("link", name="Sisipkan surat sesudah nomor ini").click()
    _letter(page, "2025-01-08", "Surat yang tertinggal")
    page.get_by_label("Alasan").fill("Tertinggal dicatat")
    page.get_by_role("button", name="Catat nomor sisipan").click()
    expect(page.get_by_role("heading", name="/002.B/")).to_be_visible()


def _keep_a_block(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/agenda/surat-keluar/blok")
    page.get_by_label("Untuk keperluan").fill("Musrenbang")
    page.get_by_label("Banyak nomor").fill("3")
    page.locator("[name=tanggal]").fill("2025-05-05")
    page.locator("[name=sampai]").fill("2025-06-05")
    page.get_by_role("button", name="Pesan blok").click()
    expect(page.get_by_text("Blok yang lewat waktunya")).to_be_visible()
    page.get_by_role("button", name="Lepas; 3 nomor hangus").click()
    expect(page.get_by_text("3 nomor yang tidak terpakai dicatat batal")).to_be_visible()


def _record_from_elsewhere(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/agenda/surat-keluar/dari-luar")
    page.get_by_label("Diberikan oleh").select_option("SRIKANDI")
    page.get_by_label("Nomor urut di buku ini").fill("10")
    _letter(page, "2025-07-01", "Naskah dari SRIKANDI")
    page.get_by_role("button", name="Catat nomor").click()
    expect(page.get_by_role("heading", name="000.1.5/010/")).to_be_visible()


def _letter(page: Page, day: str, hal: str) -> None:
    """The letter of a form, its code found by a word while typing."""
    page.locator("[name=tanggal_surat]").fill(day)
    code = page.get_by_role("combobox", name="Kode klasifikasi")
    code.press_sequentially("rapat pim")
    page.get_by_role("option", name="000.1.5").click()
    expect(code).to_have_value("000.1.5")
    page.locator("[name=hal]").fill(hal)


def _print_the_book(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/agenda/surat-keluar/buku?periode=2025")
    expect(page.get_by_text("Naskah dari SRIKANDI")).to_be_visible()
    address = page.get_by_role("link", name="Cetak PDF").get_attribute("href")
    answer = page.request.get(f"{site.url}{address}")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
