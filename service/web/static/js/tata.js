// The rules of the office beside a letter: after each change the letter is printed anew.
import { setUp as setUpRows } from "./rows.js";

const PAUSE = 900;
const form = document.getElementById("tata");
const room = document.querySelector("[data-pages]");
let timer = 0;
let asked = 0;

function soon() {
  window.clearTimeout(timer);
  timer = window.setTimeout(show, PAUSE);
}

async function show() {
  const mine = ++asked;
  room.setAttribute("aria-busy", "true");
  const answer = await fetch(form.dataset.show, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (mine !== asked) return; // a later change is being printed
  if (answer?.ok && !answer.redirected) {
    const fresh = document.createElement("div");
    fresh.innerHTML = await answer.text();
    room.replaceChildren(...fresh.children);
  }
  room.removeAttribute("aria-busy");
}

setUpRows(form, soon);
form.addEventListener("input", soon);
document.getElementById("jenis").addEventListener("change", soon);
document.querySelector("[data-show]").addEventListener("click", (event) => {
  event.preventDefault();
  show();
});
