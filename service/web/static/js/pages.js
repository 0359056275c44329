// The real pages beside the form, and what they say is still wrong.

const PAUSE = 1500;

export class Pages {
  constructor(form) {
    this.form = form;
    this.room = document.querySelector("[data-pages]");
    this.said = document.querySelector("[data-pages-state]");
    this.zoom = 0;
    this.timer = 0;
    this.busy = false;
    this.again = false;
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.resize(Number(button.dataset.zoom)));
    }
  }

  // After a pause in typing, when the pages can be seen; whoever comes back to them gets new ones.
  soon() {
    window.clearTimeout(this.timer);
    if (this.room.offsetParent === null) return;
    if (!this.busy) this.said.textContent = "Segera diperbarui …";
    this.timer = window.setTimeout(() => this.show(false), PAUSE);
  }

  async show(mark) {
    window.clearTimeout(this.timer);
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.room.setAttribute("aria-busy", "true");
    this.said.innerHTML = '<span class="spinner" aria-hidden="true"></span> Membuat halaman …';
    const answer = await fetch(this.form.dataset.preview).catch(() => null);
    if (answer?.ok && !answer.redirected) await this.put(await answer.text(), mark);
    else this.said.textContent = "Halaman belum dapat dibuat. Coba lagi.";
    this.room.removeAttribute("aria-busy");
    this.busy = false;
    if (this.again) {
      this.again = false;
      this.soon();
    }
  }

  async put(html, mark) {
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    const first = fresh.querySelector(".sheet img");
    if (first) await first.decode().catch(() => {}); // no flash of empty pages
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
