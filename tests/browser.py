"""A real browser at a real server, for the journeys that a person takes."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import waitress
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from service import worker
from service.app import create_app
from service.workbench import Workbench

# As root in a container Chromium has no sandbox of its own; it must not call home either.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running service: where it is, and whether its pages have complained."""

    url: str
    bench: Workbench
    complaints: list[str]

    def watch(self, page: Page) -> Page:
        """Note every error that a page reports in its console."""
        heard = self.complaints

        def note(message: ConsoleMessage) -> None:
            if message.type == "error":
                heard.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: heard.append(str(error)))
        return page


@contextmanager
def serving(bench: Workbench) -> Iterator[Site]:
    """Serve an installation on a free port, with its worker, as `naskah serve` does."""
    server = waitress.create_server(create_app(bench), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    stop = worker.start(bench)
    try:
        yield Site(f"http://127.0.0.1:{server.effective_port}", bench, [])
    finally:
        stop.set()
        # Its own thread closes it: a socket that vanishes under a poll is an error there.
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=5)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, or the browser that came with Playwright where there is none."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
