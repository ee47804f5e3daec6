/* Comfort only: one press ticks or clears the whole page. */
(() => {
  const table = document.querySelector("[data-tick-all]");
  if (!table) return;
  const boxes = [...table.querySelectorAll("input[type=checkbox]")];
  if (boxes.length < 2) return;
  const line = document.createElement("p");
  for (const [words, ticked] of [[table.dataset.tickAll, true], [table.dataset.tickNone, false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button-small";
    button.textContent = words;
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = ticked;
    });
    line.append(button, " ");
  }
  table.before(line);
})();
