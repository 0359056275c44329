// The real pages beside the form, and what they say is still wrong.

const ZOOM = { "-1": 0.7, 0: 1, 1: 1.4, 2: 1.9 }; // as the style sheet has them
const SLOW = 400; // milliseconds after which somebody who waits is told so
const AGAIN = 2000; // milliseconds until pages that are still being made are asked for again

export class Pages {
  constructor(form) {
    this.form = form;
    this.room = document.querySelector("[data-pages]");
    this.said = document.querySelector("[data-pages-state]");
    this.zoom = 0;
    this.asked = null;
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.resize(Number(button.dataset.zoom)));
    }
  }

  // Whether the pages stand beside the form, and not behind it as on a phone.
  seen() {
    return this.room.offsetParent !== null;
  }

  // The last one who asks wins: what was asked before is neither waited for nor made any more.
  async show(mark) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const slow = window.setTimeout(() => this.wait(), SLOW);
    const answer = await fetch(this.address(), { signal: asked.signal }).catch(() => null);
    const html = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : null;
    window.clearTimeout(slow);
    if (asked !== this.asked) return;
    if (html !== null) await this.put(html, mark, asked);
    else this.said.textContent = "Halaman belum dapat dibuat. Coba lagi.";
    if (asked !== this.asked) return;
    this.room.removeAttribute("aria-busy");
    if (this.room.querySelector("[data-to-come]")) window.setTimeout(() => this.again(asked), AGAIN);
  }

  // Whoever typed on, or looks elsewhere, asks by himself.
  again(asked) {
    if (asked === this.asked && this.seen()) this.show(false);
  }

  wait() {
    this.room.setAttribute("aria-busy", "true");
    this.said.innerHTML = '<span class="spinner" aria-hidden="true"></span> Membuat halaman …';
  }

  // Pictures as wide as they are shown, and no wider.
  address() {
    const width = Math.ceil(this.room.clientWidth * ZOOM[this.zoom] * window.devicePixelRatio);
    return `${this.form.dataset.preview}&lebar=${width}`;
  }

  async put(html, mark, asked) {
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    const first = fresh.querySelector(".sheet img");
    if (first) await first.decode().catch(() => {}); // no flash of empty pages
    if (asked !== this.asked) return;
    const place = this.room.scrollTop;
    this.room.replaceChildren(...fresh.children);
    if (mark) this.room.querySelector("details")?.setAttribute("open", "");
    this.room.scrollTop = place;
    const count = Number(this.room.firstElementChild.dataset.halaman);
    this.said.textContent = count ? `${count} halaman` : "";
    this.tell([...this.room.querySelectorAll("[data-name]")].map(fault), mark);
  }

  // Marks faults at their inputs when they were asked for; otherwise only clears what is mended.
  tell(faults, mark) {
    const told = new Map();
    for (const one of faults) told.set(one.nama, [...(told.get(one.nama) ?? []), one.pesan]);
    for (const place of this.form.querySelectorAll("[data-fault]")) {
      const sentences = told.get(place.dataset.fault) ?? [];
      const known = place.childElementCount > 0;
      if (!mark && !known) continue;
      place.replaceChildren(...sentences.map(line));
      const input = document.getElementById(`isian-${place.dataset.fault}`);
      input?.classList.toggle("is-invalid", sentences.length > 0);
    }
    const summary = document.getElementById("ringkasan-galat");
    if (summary && (!summary.hidden || mark)) list(summary, faults);
    const beside = this.room.querySelector(".preview-faults");
    if (beside) list(beside, faults);
  }

  resize(step) {
    this.zoom = Math.max(-1, Math.min(2, this.zoom + step));
    this.room.className = `pages zoom-${this.zoom}`;
    for (const one of this.room.querySelectorAll("[data-fine]")) if (this.zoom > 0) one.src = one.dataset.fine;
  }
}

function list(place, faults) {
  place.hidden = faults.length === 0;
  place.querySelector("[data-count]").textContent = faults.length;
  place.querySelector("ol").replaceChildren(...faults.map(item));
}

function fault(link) {
  const pesan = link.parentElement.querySelector("span").textContent;
  return { nama: link.dataset.name, label: link.textContent, pesan };
}

function item({ nama, label, pesan }) {
  const one = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#isian-${nama}`;
  link.dataset.name = nama;
  link.textContent = label;
  one.append(link, ": ", line(pesan));
  return one;
}

function line(sentence) {
  const one = document.createElement("span");
  one.textContent = sentence;
  return one;
}
