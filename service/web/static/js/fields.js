// Small help beside inputs: how long a text is, what day a date is, times in one shape.

export function setUp(form) {
  form.addEventListener("input", (event) => {
    count(event.target);
    echo(event.target);
    grow(event.target);
  });
  form.addEventListener("change", (event) => clock(event.target));
  for (const one of form.elements) {
    count(one);
    echo(one);
    grow(one);
  }
}

function count(input) {
  const limit = Number(input.dataset?.limit);
  if (!limit || input.tagName === "FIELDSET") return;
  let shown = input.parentElement.querySelector(":scope > .counter");
  const near = input.value.length > limit * 0.75;
  if (!shown && near) {
    shown = document.createElement("span");
    shown.className = "counter";
    input.after(shown);
  }
  if (!shown) return;
  shown.hidden = !near;
  shown.textContent = `${input.value.length.toLocaleString("id")} / ${limit.toLocaleString("id")}`;
  shown.classList.toggle("counter-over", input.value.length > limit);
}

const DAY = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function echo(input) {
  if (!input.classList?.contains("date") || input.closest(".row-cell")) return;
  let shown = input.parentElement.querySelector(":scope > .date-echo");
  if (!shown) {
    shown = document.createElement("div");
    shown.className = "date-echo";
    input.after(shown);
  }
  const day = new Date(`${input.value}T00:00:00Z`);
  shown.textContent = Number.isNaN(day.getTime()) ? "" : DAY.format(day);
}

// 9, 0930 and 9:30 all mean a time of day.
function clock(input) {
  if (!input.classList?.contains("clock")) return;
  const found = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(input.value.trim());
  if (found) input.value = `${found[1].padStart(2, "0")}.${found[2] ?? "00"}`;
}

// Browsers that cannot let a text area grow by themselves.
function grow(input) {
  if (CSS.supports("field-sizing", "content") || !input.classList?.contains("grow")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}
