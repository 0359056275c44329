// What every page needs: no double press, a question before what cannot be undone, tooltips.

for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) button.insertAdjacentHTML("afterbegin", '<span class="spinner" aria-hidden="true"></span> ');
  });
}

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll(".spinner").forEach((one) => one.remove());
  }
});

for (const one of document.querySelectorAll("[data-bs-toggle=tooltip]")) {
  new window.bootstrap.Tooltip(one);
}

for (const all of document.querySelectorAll("[data-check-all]")) {
  all.addEventListener("change", () => {
    for (const one of document.querySelectorAll(`input[name="${all.dataset.checkAll}"]:not(:disabled)`)) {
      one.checked = all.checked;
    }
  });
}

// The list of what is wrong is read first.
const summary = document.getElementById("ringkasan-galat");
if (summary && !summary.hidden) summary.focus();
