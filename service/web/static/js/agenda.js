// The strip of numbers: one stop for the Tab key, arrows move from cell to cell.

for (const one of document.querySelectorAll("select[data-submit]")) {
  one.addEventListener("change", () => one.form.requestSubmit());
}

const strip = document.querySelector("[data-strip]");
if (strip) walk(strip, [...strip.querySelectorAll("a.cell")]);

function walk(room, cells) {
  let here = 0;
  for (const [place, cell] of cells.entries()) {
    cell.tabIndex = place === 0 ? 0 : -1;
    cell.addEventListener("focus", () => (here = place));
  }
  room.addEventListener("keydown", (event) => {
    const there = next(event.key);
    if (there === null || !cells[there]) return;
    event.preventDefault();
    cells[here].tabIndex = -1;
    cells[there].tabIndex = 0;
    cells[there].focus();
  });

  function next(key) {
    if (key === "ArrowRight") return here + 1;
    if (key === "ArrowLeft") return here - 1;
    if (key === "Home") return 0;
    if (key === "End") return cells.length - 1;
    if (key === "ArrowDown") return beside(1);
    if (key === "ArrowUp") return beside(-1);
    return null;
  }

  // The cell above or below: the first that lies on another line and nearest to this column.
  function beside(step) {
    const from = cells[here].getBoundingClientRect();
    let best = null;
    let line = null;
    for (let place = here + step; cells[place]; place += step) {
      const box = cells[place].getBoundingClientRect();
      if (Math.abs(box.top - from.top) < 4) continue;
      line ??= box.top;
      if (Math.abs(box.top - line) > 4) break;
      const far = Math.abs(box.left - from.left);
      if (best === null || far < best.far) best = { place, far };
    }
    return best?.place ?? null;
  }
}
