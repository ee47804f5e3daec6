// The contents list shows where the reader is. Without this script it is a plain list of links.
(() => {
  const act = document.querySelector("[data-act]");
  if (!act) return;

  const lists = [...act.querySelectorAll(".act-contents")];
  const folded = act.querySelector(".act-contents--folded");
  const heads = [...act.querySelectorAll(".act-chapter__head[id]")];

  const mark = (id) => {
    for (const list of lists) {
      for (const link of list.querySelectorAll("a")) {
        if (link.hash === `#${id}`) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      const current = list.querySelector("[aria-current]");
      if (current && list.scrollHeight > list.clientHeight) {
        const place = current.offsetTop - list.offsetTop;
        if (place < list.scrollTop || place > list.scrollTop + list.clientHeight - 48) {
          list.scrollTop = place - list.clientHeight / 3;
        }
      }
    }
  };

  // The chapter being read is the last one whose head has passed the upper third of the window.
  const find = () => {
    const line = window.innerHeight / 3;
    const passed = heads.filter((head) => head.getBoundingClientRect().top <= line);
    const current = passed.at(-1) ?? heads[0];
    if (current) mark(current.id);
  };

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      find();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later, { passive: true });
  find();

  // A clause inside a folded part is opened when an address leads to it.
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const around = target && target.closest("details");
    if (around && !around.open) {
      around.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();

  folded?.addEventListener("click", (event) => {
    if (event.target.closest("a")) folded.open = false;
  });
})();
