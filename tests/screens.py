"""Take the README's pictures from the real screens: `python -m tests.screens`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from service import berkas, direct, setup
from service.config import Settings
from service.migrating import migrate
from service.workbench import Workbench, open_workbench
from tests.browser import Site, chromium, serving
from tests.support_service import office_of

OUT = Path(__file__).parents[1] / "service" / "web" / "layar"
NOON = datetime(2027, 1, 21, 3, 0, tzinfo=UTC)
DONE = (
    ("lembar-disposisi", 1),
    ("sk-tim", 2),
    ("permintaan-data", 4),
    ("undangan-rapat", 8),
)
COLOURS = 128  # screens are flat: this is a quarter of the bytes, and nobody sees a difference


def main() -> None:
    """Write one picture for each screen that the README shows."""
    OUT.mkdir(exist_ok=True)
    with _at_work() as (site, page):
        page.goto(f"{site.url}/berkas/1")
        _take(page, "papan")
        page.locator("button[name=keluaran][value=notulen]").click()
        page.locator("[data-deed-preview]").last.click()
        page.locator("#pratinjau img").first.wait_for()
        page.wait_for_timeout(1500)
        _take(page, "surat")
        page.goto(f"{site.url}/arsip/4")
        page.wait_for_timeout(1500)
        _take(page, "arsip")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{site.url}/tanda-tangan")
        page.wait_for_timeout(1500)
        _take(page, "telepon")


@contextmanager
def _at_work() -> Iterator[tuple[Site, Page]]:
    with tempfile.TemporaryDirectory(prefix="naskah-layar-") as folder:
        bench, password = _office(Path(folder))
        with serving(bench) as site, chromium() as browser:
            page = site.watch(browser.new_page(viewport={"width": 1280, "height": 860}))
            page.goto(site.url)
            page.get_by_label("Nama masuk").fill("staf.contoh")
            page.get_by_label("Kata sandi").fill(password)
            page.get_by_role("button", name="Masuk").click()
            yield site, page


def _office(data: Path) -> tuple[Workbench, str]:
    settings = Settings(data=data, database_url=f"sqlite:///{data / 'naskah.db'}")
    bench = replace(open_workbench(settings), now=lambda: NOON)
    migrate(bench.engine)
    password = setup.load_samples(bench)["staf.contoh"]
    office = office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, "babakancikao", 2026, oleh="Contoh")
    for jenis, langkah in DONE:
        data_file = dict(bench.catalog.get(jenis).contoh)
        direct.issue(bench, jenis, data_file, office.slug, berkas_id, langkah, "Contoh")
    return bench, password


def _take(page: Page, name: str) -> None:
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(
        OUT / f"{name}.png", optimize=True
    )


if __name__ == "__main__":
    main()
