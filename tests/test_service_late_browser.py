"""Letters do not wait: a real browser, with LibreOffice stopped, slow and missing."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, expect

from doc_templates.convert.pool import Status
from service.workbench import SOON_SECONDS, Workbench, kept_warm
from tests import support_service as support
from tests.browser import Site, chromium, serving
from tests.support_web import PASSWORD, account

GRACE = 1.5  # for everything but the PDF, on a machine that is busy with other things
PICTURE = "figure.sheet img"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as made:
        yield made


@contextmanager
def at_work(bench: Workbench, browser: Browser) -> Iterator[tuple[Site, Page]]:
    """The installation served, and somebody signed in who stands before a written letter."""
    account(bench)
    with serving(bench) as site:
        page = browser.new_page()
        page.set_default_timeout(20_000)
        page.goto(site.url)
        page.get_by_label("Nama masuk").fill("uji.admin")
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        draft = support.written(bench, support.new_draft(bench, hal="Surat yang tidak menunggu"))
        page.goto(f"{site.url}/surat/{draft.id}")
        yield site, page
        page.close()


def with_settings(bench: Workbench, **settings: float | str) -> Workbench:
    """The installation with some settings of its own."""
    return replace(bench, settings=replace(bench.settings, **settings))  # type: ignore[arg-type]  # each by its name


def issued(page: Page) -> None:
    """Presses the button; the letter is there with its number, in time, and waits for its PDF."""
    button = page.get_by_role("button", name="Terbitkan", exact=True)
    button.wait_for()
    started = time.monotonic()
    button.click()
    expect(page.get_by_text("PDF menunggu.")).to_be_visible()
    assert time.monotonic() - started < SOON_SECONDS + GRACE
    expect(page.locator(".number-big")).to_be_visible()
    expect(page.get_by_text("Word (DOCX)")).to_be_visible()
    page.evaluate("window.sameAsBefore = true")


def followed(page: Page) -> None:
    """The PDF came, and the page told it without being loaded again."""
    expect(page.locator(PICTURE)).to_be_visible(timeout=20_000)
    expect(page.get_by_text("PDF-nya sudah jadi")).to_be_visible()
    expect(page.get_by_text("PDF menunggu.")).to_have_count(0)
    assert page.evaluate("window.sameAsBefore") is True


@pytest.mark.parametrize("again", [True, False], ids=["slow", "stopped for ever"])
def test_a_letter_does_not_wait_for_a_stopped_libreoffice(
    bench: Workbench, browser: Browser, again: bool
) -> None:
    """Slow: it goes on after two seconds. Stopped: it is killed at its deadline, and replaced."""
    with kept_warm(with_settings(bench, convert_seconds=3.0), workers=1) as warm:
        pid = pid_of(warm)
        with at_work(warm, browser) as (_site, page):
            os.kill(pid, signal.SIGSTOP)
            if again:
                threading.Timer(2.0, os.kill, (pid, signal.SIGCONT)).start()
            issued(page)
            followed(page)
        assert (pid_of(warm) == pid) is again


def told(warm: Workbench) -> Status:
    """How its converter is."""
    assert warm.status is not None
    return warm.status()


def pid_of(warm: Workbench) -> int:
    """The only LibreOffice of a service, once it is there."""
    end = time.monotonic() + 10
    while not (pids := told(warm).pids):
        assert time.monotonic() < end
        time.sleep(0.01)
    return pids[0]


def test_a_letter_does_not_wait_for_a_missing_libreoffice(
    bench: Workbench, browser: Browser, tmp_path: Path
) -> None:
    """The page names what is missing; the PDF follows once it is installed, without a restart."""
    program = tmp_path / "soffice"
    with (
        kept_warm(with_settings(bench, soffice=str(program)), workers=1) as warm,
        at_work(warm, browser) as (_site, page),
    ):
        issued(page)
        expect(page.get_by_text("Pasang libreoffice-writer")).to_be_visible()
        program.symlink_to(str(which("soffice")))
        followed(page)
