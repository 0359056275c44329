"""The pages follow while somebody types: a real browser, and a converter that is slow."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from doc_templates import pdf
from service.workbench import Workbench
from tests import support_service as support
from tests.browser import chromium, serving
from tests.support_web import PASSWORD, account

PICTURE = "[data-pages] .sheet img"
SLOW = 0.6  # seconds that a PDF takes here


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as made:
        yield made


def test_the_last_that_was_typed_is_what_the_pages_show(bench: Workbench, browser: Browser) -> None:
    """Nobody presses a button; what is overtaken is never shown."""
    made: list[str] = []

    def slowly(docx: bytes) -> bytes:
        time.sleep(SLOW)
        done = support.fast_pdf(docx)
        made.append(pdf.text(done))
        return done

    account(bench)
    draft = support.written(bench, support.new_draft(bench, hal="Awal"))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    with serving(replace(bench, to_pdf=slowly)) as site:
        site.watch(page)
        page.goto(site.url)
        page.get_by_label("Nama masuk").fill("uji.admin")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.goto(f"{site.url}/surat/{draft.id}")
        picture = page.locator(PICTURE).first
        expect(picture).to_be_visible()
        before = picture.get_attribute("data-fine")
        page.evaluate(_NOTE)
        for typed in ("Satu", "Satu dua", "Satu dua tiga"):
            page.locator("[name=hal]").fill(typed)
            page.wait_for_timeout(250)  # longer than the debounce, shorter than the PDF
        expect(picture).not_to_have_attribute("data-fine", str(before))
        expect(picture).to_have_js_property("complete", value=True)
        page.wait_for_timeout(1000 * SLOW)
        assert page.evaluate("window.shown") == 1
        assert any("Satu dua tiga" in text for text in made)
        assert "Tersimpan" in page.locator("#keadaan-simpan").inner_text()
        assert site.complaints == []
    page.close()


# Counts how often the pages beside the form were put there.
_NOTE = """
() => {
  window.shown = 0;
  const seen = new MutationObserver(() => { window.shown += 1; });
  seen.observe(document.querySelector("[data-pages]"), { childList: true });
}
"""
