// Lists in the settings work like lists in letters.
import { setUp as setUpRows } from "./rows.js";

for (const form of document.querySelectorAll("form")) setUpRows(form, () => {});
