import { codeMark } from "./chips.js";
import { fill, h } from "./dom.js";
import { keyCaps } from "./frame.js";
import { codePicker } from "./tree.js";

// The codes beside the transcript: recently used ones on digit keys, search and tree, and what a code means.

/** Make the panel. `onPick(code)`, `onLeave()` as in tree.js. */
export function codePanel(shell, { onPick, onLeave }) {
  const recent = h("div", { class: "qc-recent", role: "group", "aria-label": shell.words("recent") });
  const meaning = h("div", { class: "qc-meaning", "aria-live": "off" });
  const picker = codePicker(shell, { onPick, onLeave, onLook: (id) => explain(id) });
  const element = h(
    "section",
    { class: "qc-codes", "aria-label": shell.words("codes") },
    [picker.element, recent, meaning],
  );
  let codes = [];
  let has = () => "";

  recent.addEventListener("mousedown", (event) => event.preventDefault());
  recent.addEventListener("mouseover", (event) => explain(event.target.closest("[data-code]")?.dataset.code));

  function showRecent(ids) {
    codes = ids.filter((id) => shell.codeOf(id).codable).slice(0, 8);
    fill(
      recent,
      codes.map((id, at) =>
        h(
          "button",
          {
            type: "button",
            class: "qc-button qc-recent-code",
            title: shell.codeOf(id).name,
            "aria-keyshortcuts": String(at + 1),
            dataset: { code: id },
            onclick: () => onPick(id),
          },
          keyCaps([String(at + 1)]),
          codeMark(shell, id),
          h("span", { class: "qc-recent-name" }, shell.codeOf(id).name),
        ),
      ),
    );
    mark();
  }

  /** What a code means: the one under the pointer or the keys. */
  function explain(id) {
    const code = id && shell.codeOf(id);
    if (!code) return;
    const part = (key) => code[key] && [h("dt", {}, shell.words(key)), h("dd", {}, code[key])];
    fill(
      meaning,
      h("h3", {}, codeMark(shell, code.id), code.name, " ", h("span", { class: "qc-code-id" }, code.id)),
      code.definition && h("p", {}, code.definition),
      h("dl", {}, part("use_when"), part("not_when")),
      code.examples.length > 0 && h("h4", {}, shell.words("examples")),
      h("ul", {}, code.examples.map((one) => h("li", {}, one))),
    );
    meaning.scrollTop = 0;
  }

  function mark() {
    picker.marks(has);
    for (const one of recent.children) one.setAttribute("aria-pressed", has(one.dataset.code) || "false");
  }

  return {
    element,
    picker,
    show(page) {
      picker.show(page.codes);
      picker.counts(page.counts);
      showRecent(page.recent);
      fill(meaning, h("p", { class: "qc-empty" }, shell.words("look_at_code")));
    },
    patch(message) {
      picker.counts(message.counts);
      showRecent(message.recent);
    },
    /** Mark what the passage has: `next(id)` is "true", "mixed" or "". */
    marks(next) {
      has = next;
      mark();
    },
    recentCode: (at) => codes[at],
  };
}
