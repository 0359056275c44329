// Keeps a draft while somebody types, and says so; tells when somebody else wrote meanwhile.

const PAUSE = 1200; // after the last key; shorter where the pages beside the form follow

export class Saving {
  constructor(form, saved, pause = () => PAUSE) {
    this.form = form;
    this.pause = pause;
    this.saved = saved;
    this.said = document.getElementById("keadaan-simpan");
    this.dirty = false;
    this.stopped = false;
    this.running = null;
    this.faults = [];
    this.timer = 0;
    form.addEventListener("input", () => this.changed());
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && !this.leaving) event.preventDefault();
    });
  }

  changed() {
    if (this.stopped) return;
    this.dirty = true;
    this.say("Belum tersimpan …");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(), this.pause() ?? PAUSE);
  }

  // Resolves when everything typed so far is kept; false when it could not be.
  async now() {
    window.clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.dirty || this.stopped) return !this.dirty;
    this.running = this.send();
    const kept = await this.running;
    this.running = null;
    return kept;
  }

  async send() {
    this.dirty = false;
    this.say("Menyimpan …");
    let answer = await this.post();
    if (answer?.status === 400 && (await this.renew())) answer = await this.post();
    const told = answer ? await answer.json().catch(() => ({})) : { pesan: "Layanan tidak terjangkau. Ketikan masih ada di layar." };
    if (answer?.ok) return this.keep(told);
    this.dirty = true;
    this.stopped = answer?.status === 409;
    this.say(told.pesan ?? "Belum tersimpan. Tekan Simpan untuk mencoba lagi.", true);
    return false;
  }

  post() {
    return fetch(this.form.dataset.save, {
      method: "POST",
      body: new URLSearchParams(plainOnly(this.form)),
      headers: { Accept: "application/json" },
    }).catch(() => null);
  }

  // Whoever signed in again in another window has a new token; the typing goes on with it.
  async renew() {
    const answer = await fetch(this.form.dataset.page).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#surat [name=csrf_token]");
    if (fresh) this.form.elements.csrf_token.value = fresh.value;
    return Boolean(fresh);
  }

  keep(told) {
    this.form.elements._versi.value = told.versi;
    if (!this.dirty) this.say(`Tersimpan ${told.pukul}`);
    this.faults = told.galat;
    this.doubt(told.ragu);
    this.saved(told.galat);
    return true;
  }

  // What looks damaged is said beside its input; it is kept all the same.
  doubt(told) {
    for (const place of this.form.querySelectorAll("[data-doubt]")) {
      place.textContent = told.find((one) => one.nama === place.dataset.doubt)?.pesan ?? "";
    }
  }

  say(text, bad = false) {
    this.said.textContent = text;
    this.said.classList.toggle("save-bad", bad);
  }
}

function plainOnly(form) {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}
