// What a pola prints, while it is being typed.

const PAUSE = 300;
const form = document.querySelector("form[data-pattern]");
const room = form.querySelector("[data-judged]");
let timer = 0;
let asked = 0;

form.addEventListener("input", soon);
form.addEventListener("click", soon);
judge();

function soon() {
  window.clearTimeout(timer);
  timer = window.setTimeout(judge, PAUSE);
}

async function judge() {
  const mine = ++asked;
  const sent = new URLSearchParams(new FormData(form));
  sent.delete("csrf_token");
  const headers = { Accept: "application/json" };
  const answer = await fetch(`${form.dataset.pattern}?${sent}`, { headers }).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const told = await answer.json();
  room.hidden = !sent.get("pola");
  room.querySelector("[data-example]").textContent = told.contoh;
  say(room.querySelector("[data-fault-text]"), told.galat);
  const warnings = room.querySelector("[data-warnings]");
  warnings.replaceChildren(...told.peringatan.map(line));
  warnings.hidden = told.peringatan.length === 0;
}

function say(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

function line(text) {
  const one = document.createElement("li");
  one.textContent = text;
  return one;
}
