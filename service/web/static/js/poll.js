// Watches what is still being made: the PDF of a letter, the zip of a dossier.

const PAUSE = 1000;

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

async function refresh(id) {
  const answer = await fetch(window.location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(id);
  if (fresh) document.getElementById(id).replaceWith(fresh);
}

function watch(id, url, finished, news = "") {
  const timer = window.setInterval(async () => {
    const state = await ask(url).catch(() => null);
    const why = document.querySelector("[data-why]");
    if (why && state) why.textContent = state.pesan;
    if (state && finished(state)) {
      window.clearInterval(timer);
      await refresh(id);
      tell(news);
    }
  }, PAUSE);
}

// A line that stays when the page around it is renewed, and is read aloud.
function tell(news) {
  const line = document.querySelector("[data-news]");
  if (line) line.textContent = news;
}

const entry = document.getElementById("entri");
if (entry?.dataset.waits) {
  watch("entri", entry.dataset.poll, (state) => !state.menunggu, "PDF-nya sudah jadi dan ikut tersimpan.");
}

const job = document.getElementById("pekerjaan");
if (job && ["antre", "jalan"].includes(job.dataset.state)) {
  watch("pekerjaan", job.dataset.poll, (state) => {
    const bar = document.querySelector("[data-bar]");
    if (bar && state.dari) [bar.max, bar.value] = [state.dari, state.selesai];
    const shown = document.getElementById("pekerjaan").dataset.state;
    if (state.state === "jalan" && shown === "antre") refresh("pekerjaan");
    return ["selesai", "gagal"].includes(state.state);
  });
}
