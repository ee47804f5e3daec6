// A form pressed twice is sent once: the second answer would come with a cookie the first replaced.
(() => {
  const PATIENCE = 8000; // without an answer for so long, in milliseconds, one may press again
  let sent = new WeakMap();

  document.addEventListener("submit", (event) => {
    const now = Date.now();
    if (now - (sent.get(event.target) ?? -PATIENCE) < PATIENCE) event.preventDefault();
    else sent.set(event.target, now);
  });

  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });
})();
