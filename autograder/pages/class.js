"use strict";
// Sorting, searching and copying; the page is complete without.
const value = (cell) => {
  const text = cell.dataset.value ?? cell.textContent.trim();
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
};
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].sort((one, other) => {
        const [a, b] = [value(one.cells[column]), value(other.cells[column])];
        const order = typeof a === typeof b ? (typeof a === "number" ? a - b : a.localeCompare(b)) : typeof a === "number" ? 1 : -1;
        return down ? -order : order;
      });
      table.tBodies[0].append(...rows);
    });
  });
}
for (const search of document.querySelectorAll(".search")) {
  search.hidden = false;
  const table = document.getElementById(search.dataset.table);
  search.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.toLowerCase();
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    }
  });
}
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const parts = button.closest("li").querySelectorAll("[data-copy]");
    await navigator.clipboard.writeText([...parts].map((part) => part.textContent.trim()).join("\n\n"));
    document.getElementById("said").textContent = button.dataset.said;
    button.textContent = button.dataset.said;
  });
}
