// A button that prints the page. Without scripts it stays hidden, and the words beside it say how.

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
