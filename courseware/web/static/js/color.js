// The color field and the text field beside it show the same.
const text = document.querySelector("#accent");
const picker = document.querySelector("#picked");

picker?.addEventListener("input", () => {
  text.value = picker.value;
});
text?.addEventListener("input", () => {
  const typed = text.value.trim().toLowerCase();
  picker.value = /^#[0-9a-f]{6}$/.test(typed) ? typed : picker.defaultValue;
});
