// Watches letters that are being issued to many: the bar moves, and rows get their numbers.

const PAUSE = 1000;
const work = document.getElementById("kemajuan");

if (work?.dataset.state === "jalan") window.setTimeout(look, PAUSE);

async function look() {
  const told = await ask().catch(() => null);
  if (told && told.state !== "jalan") return window.location.reload();
  if (told) show(told);
  window.setTimeout(look, PAUSE);
}

async function ask() {
  const answer = await fetch(work.dataset.poll, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

function show(told) {
  work.querySelector("[data-bar]").value = told.selesai;
  work.querySelector("[data-done]").textContent = told.selesai;
  for (const [urutan, nomor, arsip] of told.surat) {
    const cell = document.querySelector(`[data-letter="${urutan}"]`);
    if (!cell || cell.querySelector("a")) continue;
    const link = document.createElement("a");
    link.className = "number";
    link.href = work.dataset.entry.replace(/0$/, arsip);
    link.textContent = nomor || "terbit";
    cell.replaceChildren(link);
  }
}
