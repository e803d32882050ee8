// What no page needs and some readers like: copying with one press, and keys for the search box and the hits.
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
  // What a button copies: an element's text, or the words of its passage, whole if they are cut, with their source.
  const textOf = (button) => {
    if (button.dataset.copies) return document.getElementById(button.dataset.copies).textContent;
    const passage = button.closest(".hit, .passage");
    const words = passage.querySelector(".all .quotable") || passage.querySelector(".quotable");
    return "“" + words.textContent + button.dataset.after;
  };
  const said = document.getElementById("said");
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(textOf(button));
      button.focus();
      for (const other of document.querySelectorAll("button.done")) other.classList.remove("done");
      button.classList.add("done");
      // What is there already is not read out again.
      said.textContent = "";
      setTimeout(() => { said.textContent = button.dataset.done; }, 50);
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
  // From the box to the first hit, from hit to hit, and back; anywhere else the arrows scroll as they always do.
  const move = (event) => {
    const hits = [...document.querySelectorAll(".hits .hit :is(h2, h3) a")];
    const places = box ? [box, ...hits] : hits;
    const at = places.indexOf(document.activeElement);
    const next = places[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.closest(".hit, .ask").scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.shiftKey) {
      move(event);
      return;
    }
    const isTyping = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || !box || isTyping) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
