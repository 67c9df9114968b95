/**
 * The page's only script: it shows the copy buttons (which do nothing without it) and copies a command. The
 * page works without it, a click into a command selects it.
 */
export const PAGE_SCRIPT = `"use strict";
for (const button of document.querySelectorAll(".command button")) {
  const text = button.parentElement.querySelector("code").textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => { button.textContent = "Copied"; },
      () => { button.textContent = "Select it"; },
    );
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}`;
