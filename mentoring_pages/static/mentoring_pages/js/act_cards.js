// The card of a term: on hover, on focus and on tap. Without this script a term is a plain link to
// its definition, and its description is read out all the same.
(() => {
  const terms = document.querySelectorAll("a[data-card]");
  if (!terms.length) return;

  const WAIT = 250;
  let shown = null;
  let owner = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    if (shown) shown.hidden = true;
    if (owner) owner.classList.remove("act-term--open");
    shown = owner = null;
  };

  const place = (term, card) => {
    const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const edge = 8;
    const room = document.documentElement.clientWidth;
    card.style.maxWidth = `${room - 2 * edge}px`;
    const width = card.offsetWidth;
    const left = Math.min(Math.max(at.left, edge), Math.max(edge, room - width - edge));
    const below = at.bottom + 6;
    const above = at.top - card.offsetHeight - 6;
    const fits = below + card.offsetHeight <= window.innerHeight || above < 0;
    const frame = card.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    card.style.left = `${left - frame.left}px`;
    card.style.top = `${(fits ? below : above) - frame.top}px`;
  };

  const show = (term) => {
    clearTimeout(timer);
    if (owner === term) return;
    hide();
    const card = document.getElementById(term.dataset.card);
    if (!card) return;
    card.hidden = false;
    place(term, card);
    shown = card;
    owner = term;
    term.classList.add("act-term--open");
  };

  const later = (action, ...given) => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT, ...given);
  };

  // A mouse may move over from the term to its card; a finger opens the card and follows the link
  // with a second tap or inside the card.
  let finger = false;
  for (const term of terms) {
    term.addEventListener("pointerdown", (event) => {
      finger = event.pointerType !== "mouse";
    });
    term.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(show, term);
    });
    term.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") later(hide);
    });
    term.addEventListener("focus", () => {
      if (!finger) show(term);
    });
    term.addEventListener("blur", (event) => {
      if (!shown?.contains(event.relatedTarget)) later(hide);
    });
    term.addEventListener("click", (event) => {
      const tapped = finger;
      finger = false;
      if (tapped && owner !== term) {
        event.preventDefault();
        show(term);
      } else {
        hide();
      }
    });
  }

  for (const card of document.querySelectorAll(".act-card")) {
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") later(hide);
    });
    card.addEventListener("click", (event) => {
      if (event.target.closest("a")) hide();
    });
    card.addEventListener("focusout", (event) => {
      if (event.relatedTarget !== owner && !card.contains(event.relatedTarget)) later(hide);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      const back = shown.contains(document.activeElement) ? owner : null;
      hide();
      back?.focus();
      hide();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.contains(event.target) && event.target.closest("a[data-card]") !== owner) {
      hide();
    }
  });
  addEventListener("resize", hide);
})();
