// Beside a number to compute: the calculator is fetched when somebody opens it.

for (const button of document.querySelectorAll("[data-calculator]")) {
  button.hidden = false;
  button.addEventListener("click", async () => (await import("./calculator.js")).toggle(button));
}
