// What every page needs: no double press, a question before what cannot be undone, tooltips.

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = form.dataset.confirm;
  if (event.defaultPrevented || form.dataset.once === undefined) {
    if (asked && !window.confirm(asked)) event.preventDefault();
    return;
  }
  if (form.dataset.sent || (asked && !window.confirm(asked))) return void event.preventDefault();
  form.dataset.sent = "1";
  event.submitter?.insertAdjacentHTML("afterbegin", '<span class="spinner" aria-hidden="true"></span> ');
});

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
