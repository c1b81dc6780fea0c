// One question a screen: the address decides which; its heading takes the focus when it changes.

export function showQuestions(form) {
  const questions = [...form.querySelectorAll(".question")];
  const fromAddress = () => questions.find((question) => `#${question.id}` === location.hash);

  function show(question) {
    for (const one of questions) one.classList.toggle("is-shown", one === question);
  }

  addEventListener("hashchange", () => {
    const question = fromAddress();
    if (!question) return; // another place on the page, such as "skip to the content"
    show(question);
    scrollTo(0, 0);
    question.querySelector("h2").focus({ preventScroll: true });
  });

  // Enter in a field goes on as the button below it does, instead of leaving the attempt.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text]")) return;
    event.preventDefault();
    event.target.closest(".question")?.querySelector(".button-next")?.click();
  });

  show(fromAddress() ?? questions[0]);
  form.classList.add("is-scripted");
}
