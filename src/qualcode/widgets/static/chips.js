import { h } from "./dom.js";
import { isOpen } from "./passages.js";

// Chips: a coding or a suggestion as a small label. Its words have the colour of the text; only the mark has the code's.

/** The coloured mark of a code. */
export function codeMark(shell, id) {
  return h("span", { class: "qc-mark", style: { "--qc-code": shell.colorOf(id) }, "aria-hidden": "true" });
}

/** What is added to a coding's name: whose it is, how it was said, a memo, an earlier round. */
export function codingMarks(shell, coding, round) {
  const tag = (text, kind = "") => h("span", { class: `qc-tag ${kind}` }, text);
  return [
    !coding.own && tag(coding.coder, "qc-whose"),
    coding.stance !== "experience" && coding.stance && tag(shell.words(`stance_${coding.stance}`)),
    coding.memo &&
      h("span", { class: "qc-tag", title: coding.memo, role: "img", "aria-label": shell.words("has_memo") }, "✎"),
    coding.round !== round && tag(shell.words("round_n", { n: coding.round })),
  ];
}

/** A chip of a coding beside its turn. `more` says that it began in an earlier turn. */
export function codingChip(shell, coding, { round, whole, more, onClick }) {
  return h(
    "button",
    {
      type: "button",
      class: `qc-chip${coding.own ? "" : " qc-others"}${whole ? " qc-whole" : ""}`,
      tabindex: "-1",
      title: shell.codeOf(coding.code).id,
      dataset: { coding: coding.id, keep: coding.id },
      onclick: onClick,
    },
    codeMark(shell, coding.code),
    h("span", { class: "qc-chip-name" }, more ? "… " : "", shell.codeOf(coding.code).name),
    codingMarks(shell, coding, round),
  );
}

/** Buttons that answer a suggestion; `words` are shown, or read only where there is just room for a sign. */
export function answerButtons(shell, suggestion, { onAnswer, all, disabled }) {
  const name = shell.codeOf(suggestion.code).name;
  const signs = { accept: "✓", reject: "✕", accept_as: "⇄", later: "»" };
  const shown = all ? ["accept", "reject", "accept_as", "later"] : ["accept", "reject"];
  return shown.map((answer) =>
    h(
      "button",
      {
        type: "button",
        class: "qc-button qc-small qc-answer",
        tabindex: all ? null : "-1",
        disabled,
        title: shell.words(`answer_${answer}`),
        "aria-label": `${shell.words(`answer_${answer}`)}: ${name}`,
        dataset: { keep: `${answer} ${suggestion.id}` },
        onclick: () => onAnswer(suggestion, answer),
      },
      h("span", { "aria-hidden": "true" }, signs[answer]),
      all && h("span", { "aria-hidden": "true" }, ` ${shell.words(`answer_${answer}`)}`),
    ),
  );
}

/** A suggestion's name and score. */
export function suggestionName(shell, suggestion) {
  return [
    codeMark(shell, suggestion.code),
    h("span", { class: "qc-chip-name" }, shell.codeOf(suggestion.code).name),
    h("span", { class: "qc-score", title: shell.words("score") }, shell.number(suggestion.score, 2)),
  ];
}

/** A dashed chip for a suggestion that waits, beside its turn. */
export function suggestionChip(shell, suggestion, options) {
  return h(
    "span",
    {
      class: "qc-chip qc-suggested",
      role: "group",
      "aria-label": `${shell.words("suggestion")}: ${shell.codeOf(suggestion.code).name}`,
      title: suggestion.evidence || null,
      dataset: { suggestion: suggestion.id },
    },
    suggestionName(shell, suggestion),
    isOpen(suggestion) && h("span", { class: "qc-answers" }, answerButtons(shell, suggestion, options)),
  );
}
