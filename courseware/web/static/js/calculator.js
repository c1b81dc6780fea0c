// A scratch calculator: works on this device alone, sends nothing and keeps nothing.

const FIGURES = 12;
const TYPED = { "*": "×", "/": "÷", "-": "−", x: "×", ":": "÷" };

/** Work out a calculation such as "200 + 10 % × √(4)"; NaN for what is none. */
export function workOut(line) {
  const parts = line.match(/\d+\.?\d*(?:e[+−]?\d+)?|\.\d+(?:e[+−]?\d+)?|\S/gi) ?? [];
  let at = 0;
  const take = (signs) => (parts[at] && signs.includes(parts[at]) ? parts[at++] : "");

  function atom() {
    if (take("(")) {
      const value = sum();
      return take(")") || at === parts.length ? value : NaN; // the last bracket may be left out
    }
    const part = parts[at++] ?? "";
    return /^[\d.]/.test(part) ? Number(part.replace("−", "-")) : NaN;
  }

  /** A number with its roots, squares and percent; whether it is a bare percentage, as in 200 + 10 %. */
  function power() {
    if (take("√")) return [Math.sqrt(power()[0]), false];
    let value = atom();
    let isPercent = false;
    for (let sign; (sign = take("²%")); isPercent = sign === "%") value = sign === "²" ? value * value : value / 100;
    return [value, isPercent];
  }

  function signed() {
    if (take("−")) return [-signed()[0], false];
    return take("+") ? signed() : power();
  }

  function product() {
    let [value, isPercent] = signed();
    for (;;) {
      const sign = take("×÷") || ("(√".includes(parts[at] ?? "?") ? "×" : "");
      if (!sign) return [value, isPercent];
      const [by] = signed();
      value = sign === "×" ? value * by : value / by;
      isPercent = false;
    }
  }

  function sum() {
    let [value] = product();
    for (let sign; (sign = take("+−")); ) {
      const [part, isPercent] = product();
      const more = isPercent ? value * part : part; // 200 + 10 % is 220
      value += sign === "+" ? more : -more;
    }
    return value;
  }

  const value = sum();
  return at === parts.length ? value : NaN;
}

/** Write a number with twelve figures; "" for none. */
export function write(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(FIGURES))).replaceAll("-", "−") : "";
}

let panel;
let opener;
let memory = 0;
let isResult = false; // a digit begins anew, a sign goes on
let field; // the number field that had the focus last

addEventListener("focusin", ({ target }) => {
  if (target.matches(".numeric-field")) field = target;
});

const part = (name) => panel.querySelector(`.calculator-${name}`);

function result() {
  const text = write(workOut(part("line").value));
  if (!text) part("said").textContent = panel.texts.textWrong;
  return text;
}

function put(text) {
  const line = part("line");
  if (isResult && /[\d.(√]/.test(text)) line.value = "";
  isResult = false;
  line.setRangeText(text, line.selectionStart, line.selectionEnd, "end");
}

function press(key) {
  const line = part("line");
  const { value } = line;
  part("said").textContent = "";
  if (key === "C") line.value = "";
  else if (key === "⌫") line.value = value.slice(0, -1);
  else if (key === "MR") put(write(memory));
  else if (key === "MC") memory = 0;
  else if (key === "M+") {
    memory += Number(result().replaceAll("−", "-"));
    isResult = true;
  } else if (key !== "=") put(key);
  else if (result()) {
    line.value = result();
    part("said").textContent = `${value} = ${line.value}`;
    isResult = true;
  }
  part("memory").textContent = memory ? panel.texts.textMemory.replace("{number}", write(memory)) : "";
}

function use() {
  const text = result();
  const fields = [...panel.closest(".question").querySelectorAll(".numeric-field")];
  const into = fields.includes(field) ? field : fields[0];
  if (!text || !into) return;
  into.value = text.replaceAll("−", "-");
  for (const type of ["input", "change"]) into.dispatchEvent(new Event(type, { bubbles: true }));
  into.focus();
}

function build() {
  const template = document.querySelector("#calculator");
  panel = template.content.firstElementChild.cloneNode(true);
  panel.texts = template.dataset;
  for (const key of panel.querySelectorAll("[data-key]")) key.addEventListener("click", () => press(key.dataset.key));
  panel.querySelector("[data-use]").addEventListener("click", use);
  part("line").addEventListener("beforeinput", (event) => {
    isResult &&= Boolean(event.data);
    if (!event.data) return;
    event.preventDefault();
    put([...event.data].map((sign) => TYPED[sign] ?? sign).join(""));
  });
  panel.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Enter means "equals" here, not "next question"
    if (event.key === "Escape") toggle(opener);
    if (event.target !== part("line") || !["Enter", "="].includes(event.key)) return;
    event.preventDefault();
    press("=");
  });
}

/** Open the calculator below this button, or close it. */
export function toggle(button) {
  if (!panel) build();
  const isOpen = button.getAttribute("aria-expanded") === "true";
  opener?.setAttribute("aria-expanded", "false");
  panel.remove();
  button.focus();
  if (isOpen) return;
  opener = button;
  button.setAttribute("aria-expanded", "true");
  button.after(panel);
  part("line").focus();
}
