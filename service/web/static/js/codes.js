// A list of classification codes under an input, found while typing: by code or by words.

const PAUSE = 180;

for (const form of document.querySelectorAll("form[data-codes-of]")) {
  const input = form.elements[form.dataset.codesOf]; // a book whose numbers have no code asks none
  if (input) input.dataset.codes = form.dataset.codesAt;
}
for (const input of document.querySelectorAll("input[data-codes]")) setUp(input);

function setUp(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-daftar`;
  list.className = "codes";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", "Kode klasifikasi");
  input.after(list);
  input.role = "combobox";
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  let timer = 0;
  let asked = 0;
  let here = -1;

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return; // our own choice
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return void close();
    if (event.key === "ArrowDown" && list.hidden) return void ask();
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(here + 1);
    else if (event.key === "ArrowUp") mark(here - 1);
    else if (event.key === "Enter" && here >= 0) choose(list.children[here]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the input keeps the focus
    const one = event.target.closest("[role=option]");
    if (one?.dataset.kode) choose(one);
  });

  async function ask() {
    const mine = ++asked;
    const url = `${input.dataset.codes}?kata=${encodeURIComponent(input.value)}`;
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== input) return;
    const found = await answer.json();
    list.replaceChildren(...found.map(option));
    here = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    if (!list.hidden) list.scrollIntoView({ block: "nearest" });
  }

  function option(one, place) {
    const row = document.createElement("li");
    row.role = "option";
    row.id = `${list.id}-${place}`;
    row.dataset.kode = one.kode;
    const kode = document.createElement("strong");
    kode.textContent = one.kode;
    const note = document.createElement("small");
    note.textContent = [one.edisi, one.keamanan].filter(Boolean).join(" · ");
    row.append(kode, ` ${one.uraian} `, note);
    return row;
  }

  function mark(place) {
    list.children[here]?.removeAttribute("aria-selected");
    here = Math.max(0, Math.min(list.children.length - 1, place));
    const row = list.children[here];
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  function choose(row) {
    input.value = row.dataset.kode;
    input.dispatchEvent(new Event("input", { bubbles: true })); // so that it is saved
    close();
  }

  function close() {
    asked += 1;
    window.clearTimeout(timer);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
