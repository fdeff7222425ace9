// A button beside every piece of code, but what a program says, that copies it; without script the code is there to be marked.
"use strict";
for (const pre of document.querySelectorAll("pre:not(:has(.language-text))")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(pre.querySelector("code").textContent).then(
      () => { button.textContent = "Copied"; setTimeout(() => { button.textContent = "Copy"; }, 1500); },
      () => { button.textContent = "Not allowed here"; });
  });
  const frame = document.createElement("div");
  frame.className = "code";
  pre.before(frame);
  frame.append(pre, button);
}
