// Keeps the numbers of a meeting fresh. Without it they are fresh after every press.
(() => {
  const line = document.querySelector("[data-counts]");
  if (!line) return;
  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(line.dataset.counts, { credentials: "same-origin" });
      if (!answer.ok) return;
      const counts = await answer.json();
      for (const place of line.querySelectorAll("[data-count]")) {
        const fresh = String(counts[place.dataset.count]);
        if (place.textContent !== fresh) place.textContent = fresh;
      }
    } catch {
      // the next time
    }
  };
  setInterval(refresh, 10000);
})();
