"""The pages follow while somebody types: a real browser, and a converter that is slow."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect

from doc_templates import pdf
from doc_templates.convert import process
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

    with at_the_form(browser, replace(bench, to_pdf=slowly)) as page:
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


def test_pages_that_were_not_made_in_time_come_by_themselves(
    bench: Workbench, browser: Browser
) -> None:
    """Nobody has to type another letter to see them."""
    tries = count()

    def late_once(docx: bytes) -> bytes:
        if next(tries) == 0:
            raise process.not_yet()
        return support.fast_pdf(docx)

    with at_the_form(browser, replace(bench, to_pdf=late_once)) as page:
        expect(page.locator(".pages-none")).to_contain_text("Halaman belum dapat dibuat.")
        expect(page.locator(PICTURE).first).to_be_visible()


def test_pages_that_will_not_come_are_not_asked_for_again(
    bench: Workbench, browser: Browser
) -> None:
    """Without LibreOffice, or with a letter at which it fails, asking would never end."""
    tries = count()

    def never(_docx: bytes) -> bytes:
        next(tries)
        raise process.missing("soffice")

    with at_the_form(browser, replace(bench, to_pdf=never)) as page:
        expect(page.locator(".pages-none")).to_contain_text("LibreOffice tidak ditemukan")
        page.wait_for_timeout(2500)
        assert next(tries) == 1


@contextmanager
def at_the_form(browser: Browser, bench: Workbench) -> Iterator[Page]:
    """The page of a letter, its pages beside it; nothing may complain until the end."""
    account(bench)
    draft = support.written(bench, support.new_draft(bench, hal="Awal"))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    with serving(bench) as site:
        site.watch(page)
        page.goto(site.url)
        page.get_by_label("Nama masuk").fill("uji.admin")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.goto(f"{site.url}/surat/{draft.id}")
        yield page
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
