// Buttons that copy the link and the citation of a clause. Without this script both stand there as
// text: the link can be opened, the citation selected.
(() => {
  if (!navigator.clipboard) return;
  const said = document.querySelector("[data-copied]");

  const button = (words, name, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "act-tools__copy";
    made.textContent = words;
    const hidden = document.createElement("span");
    hidden.className = "n-hidden";
    hidden.textContent = ` ${name}`;
    made.append(hidden);
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        return;
      }
      if (said) {
        said.textContent = "";
        requestAnimationFrame(() => {
          said.textContent = said.dataset.copied;
        });
        clearTimeout(said.timer);
        said.timer = setTimeout(() => {
          said.textContent = "";
        }, 4000);
      }
    });
    return made;
  };

  // Made when a clause is first pointed at or focused: an act has hundreds of them.
  const fill = (tools) => {
    if (!tools || tools.dataset.filled) return;
    tools.dataset.filled = "yes";
    const link = tools.querySelector("a");
    const citation = tools.querySelector(".act-tools__citation");
    const labels = said?.dataset ?? {};
    const name = link?.querySelector(".n-hidden")?.textContent.trim() ?? "";
    if (link && labels.copyLink) link.after(button(labels.copyLink, name, () => link.href));
    if (citation && labels.copyCitation) {
      const words = citation.textContent.trim();
      citation.append(" ", button(labels.copyCitation, name, () => words));
    }
  };

  const near = (event) => {
    const part = event.target.closest?.(".act-clause, .act-chapter__head");
    fill(part?.querySelector(":scope > .act-tools"));
  };
  for (const name of ["pointerover", "focusin"]) {
    document.querySelector("[data-act]")?.addEventListener(name, near);
  }
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  fill(target?.querySelector?.(":scope > .act-tools"));
})();
