// The page that a letter is written on: lists, saving, pages, buttons.
import { setUp as setUpFields } from "./fields.js";
import { Pages } from "./pages.js";
import { setUp as setUpRows } from "./rows.js";
import { Saving } from "./saving.js";

const form = document.getElementById("surat");
const pages = new Pages(form);
const FOLLOW = 150; // milliseconds without a key, and the pages beside the form follow
const saving = new Saving(
  form,
  (faults) => {
    pages.tell(faults, false);
    if (pages.seen()) pages.show(false);
  },
  () => (pages.seen() ? FOLLOW : undefined),
);
const wide = window.matchMedia("(min-width: 992px)");

setUpFields(form);
setUpRows(form, () => saving.changed());
if (wide.matches) pages.show(false);

// Every button first waits for what is being saved, so that versions never cross.
let sending = false;
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (sending) {
    sending = false;
    saving.leaving = !button?.matches("[data-deed-print]");
    return;
  }
  event.preventDefault();
  if (form.dataset.sent) return;
  if (button?.matches("[data-deed-preview]")) return preview();
  if (button?.matches("[data-deed-print]")) return print(button);
  if (!button?.matches("[data-deed-issue], [name=_timpa]") && !saving.stopped) {
    saving.dirty = true;
    return void saving.now();
  }
  form.dataset.sent = "1";
  button?.insertAdjacentHTML("afterbegin", '<span class="spinner" aria-hidden="true"></span> ');
  if ((await saving.now()) || saving.stopped) return send(button); // a conflict has its own page
  free();
});

// Who may sign depends on the letter's date, so another date offers other officials.
form.elements[form.dataset.dated]?.addEventListener("change", async () => {
  if (!(await saving.now())) return;
  const answer = await fetch(form.dataset.page).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of page.querySelectorAll("#surat select:has(optgroup)")) {
    const shown = document.getElementById(fresh.id);
    const chosen = shown?.value;
    shown?.replaceChildren(...fresh.children);
    if (shown) shown.value = chosen;
  }
});

function free() {
  delete form.dataset.sent;
  for (const one of document.querySelectorAll("button .spinner")) one.remove();
}

// A form does not take a second submit while it is still telling of the first.
function send(button) {
  window.clearTimeout(saving.timer);
  saving.dirty = false;
  window.setTimeout(() => {
    sending = true;
    form.requestSubmit(button);
  });
}

// A new window cannot show faults at their inputs, so they are asked for first.
async function print(button) {
  saving.dirty = true;
  if (!(await saving.now())) return;
  if (!saving.faults.length) return send(button);
  pages.tell(saving.faults, true);
  document.getElementById("ringkasan-galat").focus();
}

async function preview() {
  look("halaman");
  if (await saving.now()) await pages.show(true);
}

function look(view) {
  document.querySelector(".write").dataset.shown = view;
  for (const tab of document.querySelectorAll("[data-view]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
  }
}

document.querySelector("[data-wide]").addEventListener("click", () => look("lebar"));

for (const tab of document.querySelectorAll("[data-view]")) {
  tab.addEventListener("click", async () => {
    look(tab.dataset.view);
    if (tab.dataset.view === "halaman" && (await saving.now())) pages.show(true);
  });
}

// A link to a faulty input leads into the input itself, on whichever view it is.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#isian-']");
  const input = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!input) return;
  event.preventDefault();
  look("isian");
  const target = input.matches("fieldset") ? input.querySelector("input, textarea, select") : input;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
});

// A free line to tick makes room for one more.
form.addEventListener("input", (event) => {
  const free = event.target;
  if (!free.matches(".free-tick") || !free.value || free.nextElementSibling?.matches(".free-tick")) return;
  const next = free.cloneNode();
  next.value = "";
  free.after(next);
});

// Pages that come back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  free();
  saving.leaving = false;
});
