// The quiz of a preview: one question a screen as in an attempt, and nothing is saved.

import { startOrderings } from "./ordering.js";
import { showQuestions } from "./questions.js";

for (const form of document.querySelectorAll("form[data-preview]")) {
  showQuestions(form);
  startOrderings(form);
}
