// What no page needs and some readers like: copying with one press, and "/" for the search box.
(() => {
  "use strict";
  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  for (const button of document.querySelectorAll("button.copy")) {
    const source = document.getElementById(button.dataset.copies);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(source.textContent);
      button.focus();
      document.getElementById("said").textContent = button.dataset.done;
      button.classList.add("done");
    });
  }
  // A key of one character must be possible to turn off (WCAG 2.1.4).
  const NAME = "minutesearch-keys";
  const isOn = () => {
    try { return localStorage.getItem(NAME) !== "off"; } catch { return true; }
  };
  const box = document.getElementById("q");
  const toggle = document.getElementById("keys");
  const show = () => { toggle.textContent = isOn() ? toggle.dataset.on : toggle.dataset.off; };
  toggle.hidden = false;
  show();
  toggle.addEventListener("click", () => {
    try { localStorage.setItem(NAME, isOn() ? "off" : "on"); } catch { /* nothing is kept, and it stays on */ }
    show();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || !box || isTyping || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
