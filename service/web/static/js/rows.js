// Lists: add, remove and move rows, paste from a spreadsheet, load an .xlsx, pick officials.
// Names are renumbered after every change, so `anggota-2-nip` is always the third row.

export function setUp(form, changed) {
  for (const list of form.querySelectorAll("[data-rows]")) new Rows(list, changed);
}

class Rows {
  constructor(list, changed) {
    this.list = list;
    this.name = list.dataset.rows;
    this.body = list.querySelector("tbody");
    this.blank = list.querySelector("template").content.firstElementChild;
    this.note = list.querySelector(".rows-note");
    this.changed = changed;
    list.addEventListener("click", (event) => this.press(event));
    list.addEventListener("paste", (event) => this.paste(event));
    list.addEventListener("keydown", (event) => this.key(event));
  }

  get rows() {
    return [...this.body.children];
  }

  press(event) {
    const button = event.target.closest("[data-deed]");
    const deed = button && this[button.dataset.deed];
    if (!deed) return;
    event.preventDefault();
    deed.call(this, button);
  }

  add() {
    const row = this.append({});
    this.renumber();
    cells(row)[0].focus();
  }

  remove(button) {
    const row = button.closest("tr");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (!this.rows.length) this.append({});
    this.renumber();
    cells(next?.isConnected ? next : this.rows[0])[0].focus();
  }

  up(button) {
    const row = button.closest("tr");
    row.previousElementSibling?.before(row);
    this.renumber();
    button.focus();
  }

  down(button) {
    const row = button.closest("tr");
    row.nextElementSibling?.after(row);
    this.renumber();
    button.focus();
  }

  pick(button) {
    const panel = button.closest("details");
    const ticked = [...panel.querySelectorAll("input:checked")];
    this.fill(ticked.map((one) => Object.fromEntries(new URLSearchParams(one.dataset.row))));
    ticked.forEach((one) => (one.checked = false));
    panel.open = false;
    this.say(ticked.length ? `${ticked.length} pejabat ditambahkan.` : "");
  }

  async load(button) {
    const file = button.closest("details").querySelector("input[type=file]");
    if (!file.files.length) return this.say("Pilih dulu file .xlsx yang akan dimuat.", true);
    const data = new FormData();
    data.set(file.name, file.files[0]);
    data.set("csrf_token", button.form.elements.csrf_token.value);
    button.disabled = true;
    const answer = await fetch(button.formAction, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    button.disabled = false;
    const told = answer ? await answer.json() : { pesan: "Layanan tidak terjangkau. Coba lagi." };
    if (!answer?.ok) return this.say(told.pesan, true);
    this.fill(told.baris.map((row) => (typeof row === "string" ? { isi: row } : row)));
    button.closest("details").open = false;
    this.say([`${told.baris.length} baris dimuat.`, ...told.galat].join("\n"), told.galat.length > 0);
  }

  // Rows of a spreadsheet, from the cell on that has the cursor; a first row of headings is skipped.
  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.closest(".row-cell") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    const lines = table(text);
    if (event.target.closest(".cell-paragraf") && lines.every((line) => line.length < 2)) return;
    event.preventDefault();
    const columns = this.columns();
    const row = event.target.closest("tr");
    const first = cells(row).indexOf(event.target);
    const order = headings(lines[0], columns) ?? lines[0].map((_, at) => columns[first + at]?.name);
    if (headings(lines[0], columns)) lines.shift();
    let place = this.rows.indexOf(row);
    for (const line of lines) {
      const target = this.rows[place] ?? this.append({});
      line.forEach((value, at) => order[at] && put(target, order[at], value));
      place += 1;
    }
    this.renumber();
    this.say(`${lines.length} baris ditempel.`);
  }

  // Enter at the end of a list makes the next row.
  key(event) {
    const cell = event.target.closest(".row-cell");
    if (event.key !== "Enter" || event.shiftKey || !cell || cell.classList.contains("cell-paragraf")) return;
    event.preventDefault();
    const row = cell.closest("tr");
    const at = cells(row).indexOf(event.target);
    if (!row.nextElementSibling) this.append({});
    this.renumber();
    cells(row.nextElementSibling)[at].focus();
  }

  fill(found) {
    const empty = this.rows.filter((row) => cells(row).every((cell) => !cell.value.trim()));
    empty.forEach((row) => row.remove());
    found.forEach((values) => this.append(values));
    if (!this.rows.length) this.append({});
    this.renumber();
  }

  append(values) {
    const row = this.blank.cloneNode(true);
    this.body.append(row);
    for (const [name, value] of Object.entries(values)) put(row, name, value);
    return row;
  }

  columns() {
    return [...this.blank.querySelectorAll(".row-cell")].map((cell) => ({
      name: column(cell.querySelector("[name]").name),
      label: plain(cell.querySelector("label").textContent.replace("*", "")),
    }));
  }

  renumber() {
    const old = new RegExp(`${this.name}-(?:\\d+|x)-`, "g");
    this.rows.forEach((row, place) => {
      for (const one of row.querySelectorAll("[id], [name], [for], [aria-describedby], [data-fault], [data-doubt]")) {
        for (const mark of ["id", "name", "for", "aria-describedby", "data-fault", "data-doubt"]) {
          const before = one.getAttribute(mark);
          if (before) one.setAttribute(mark, before.replace(old, `${this.name}-${place}-`));
        }
      }
    });
    this.changed();
  }

  say(text, bad = false) {
    this.note.textContent = text;
    this.note.classList.toggle("rows-note-bad", bad);
  }
}

const cells = (row) => [...row.querySelectorAll(".row-cell [name]")];
const column = (name) => name.slice(name.lastIndexOf("-") + 1);
const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

function put(row, name, value) {
  const cell = cells(row).find((one) => column(one.name) === name);
  if (cell) cell.value = value;
}

function headings(line, columns) {
  const found = line.map((text) => columns.find((one) => one.label === plain(text))?.name);
  const named = found.filter(Boolean).length;
  return named && named === line.filter((text) => text.trim()).length ? found : null;
}

// Text as spreadsheets put it on the clipboard: tabs, lines, quotes around what holds either.
function table(text) {
  const lines = [[""]];
  let quoted = false;
  const signs = text.replace(/\r\n/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at];
    const line = lines.at(-1);
    if (sign === '"' && quoted && signs[at + 1] === '"') line[line.length - 1] += signs[(at += 1)];
    else if (sign === '"' && (quoted || line.at(-1) === "")) quoted = !quoted;
    else if (sign === "\t" && !quoted) line.push("");
    else if (sign === "\n" && !quoted) lines.push([""]);
    else line[line.length - 1] += sign;
  }
  return lines;
}
