// Copies the text of a field. Browsers keep the clipboard for pages with HTTPS; elsewhere the field
// is selected and copied the old way, and where that is refused too, Ctrl+C does it.

const said = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", () => copy(field));
}

async function copy(field) {
  field.focus();
  field.select();
  const label = field.labels[0].textContent;
  const done = (await handed(field.value)) || document.execCommand("copy");
  said.textContent = done ? `${label} tersalin.` : `${label} sudah terpilih. Tekan Ctrl+C untuk menyalin.`;
}

async function handed(text) {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(text).then(() => true, () => false);
}
