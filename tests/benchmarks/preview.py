"""preview: from the end of the debounce to the picture on the page / a bare warm conversion.

The bare conversion is that of a plain script, as for issue-vs-warm.
"""

from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page

from service import drafts, issuing
from service.db import transaction
from tests.benchmarks import plain
from tests.benchmarks.desk import Desk, desk
from tests.benchmarks.harness import Benchmark, CannotRun, Measured
from tests.benchmarks.numbers import OLEH
from tests.browser import chromium, serving
from tests.support_web import PASSWORD, account

KIND, FIELD = "undangan-rapat", "[name=maksud]"
DEBOUNCE = 150  # milliseconds, as surat.js has it
TURNS = 60

# Types one more letter, and gives how long after the debounce the new picture could be seen.
_TYPE = """
([selector, debounce]) => new Promise((done) => {
  const room = document.querySelector("[data-pages]");
  const input = document.querySelector(selector);
  const seen = new MutationObserver(async () => {
    const picture = room.querySelector(".sheet img");
    if (!picture) return;
    seen.disconnect();
    await picture.decode();
    requestAnimationFrame(() => done(performance.now() - typed - debounce));
  });
  seen.observe(room, { childList: true });
  input.value += "a";
  const typed = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


def run(folder: Path) -> Measured:
    """A person types in the form of an invitation; the pages stand beside it."""
    with desk(folder) as made, plain.script(folder) as convert:
        draft_id = _written(made)
        docx = issuing.preview(made.bench, made.office.id, draft_id).docx
        pictures, bare = [], []
        with serving(made.bench) as site, chromium() as browser:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            _at_the_form(page, site.url, draft_id)
            for _ in range(TURNS):
                pictures.append(float(page.evaluate(_TYPE, [FIELD, DEBOUNCE])))
                bare.append(convert(docx))
        if site.complaints:
            raise CannotRun(f"halamannya mengeluh: {site.complaints[0]}")
    p95, other = quantiles(pictures, n=20)[-1], median(bare)
    note = f"median {median(pictures):.0f} ms, p95 {p95:.0f} ms sesudah jeda {DEBOUNCE} ms"
    return Measured(p95, other, p95 / other, notes=(note,))


def _written(made: Desk) -> int:
    account(made.bench)
    with transaction(made.bench.engine) as conn:
        new = made.letter(KIND)
        return drafts.create(conn, new, oleh=OLEH, pada=made.bench.stamp()).id


def _at_the_form(page: Page, url: str, draft_id: int) -> None:
    page.goto(url)
    page.get_by_label("Nama masuk").fill("uji.admin")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Yang perlu dikerjakan").wait_for()
    page.goto(f"{url}/surat/{draft_id}")
    page.locator("[data-pages] .sheet img").first.wait_for()
    for _ in range(3):
        page.evaluate(_TYPE, [FIELD, DEBOUNCE])


BENCHMARK = Benchmark("preview", "ms", "<=2.5", run)
