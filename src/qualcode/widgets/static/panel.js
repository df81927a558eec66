import { codeMark } from "./chips.js";
import { fill, h } from "./dom.js";
import { keyCaps } from "./frame.js";
import { codePicker } from "./tree.js";

// The codes beside the transcript: recently used ones on digit keys, search and tree, and what a code means.

/**
 * Make the panel. `onPick(code)`, `onLeave()`, `onChange(code)` as in tree.js; `onAdd({name, under, definition})` resolves to
 * whether it was.
 */
export function codePanel(shell, { onPick, onLeave, onAdd, onChange }) {
  const recent = h("div", { class: "qc-recent", role: "group", "aria-label": shell.words("recent") });
  const meaning = h("div", { class: "qc-meaning", "aria-live": "off" });
  const picker = codePicker(shell, { onPick, onLeave, onChange, onLook: (id) => explain(id) });
  const element = h(
    "section",
    { class: "qc-codes", "aria-label": shell.words("codes") },
    [picker.element, recent, meaning],
  );
  const adding = newCodeForm(shell, onAdd);
  const change = h(
    "button",
    { type: "button", class: "qc-button qc-small", onclick: () => onChange(picker.active()) },
    shell.words("change_code"),
  );
  element.append(h("div", { class: "qc-codebook-acts" }, adding.element, change));
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
      adding.show(page);
      change.hidden = !page.writable || !page.codes.length;
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

/** The form for a new code, folded away. What is written in it outlives that the page is drawn again, until it is saved. */
function newCodeForm(shell, onAdd) {
  const words = shell.words;
  const name = h("input", { type: "text", class: "qc-new-name", required: "", maxlength: "200", autocomplete: "off" });
  const under = h("select", { class: "qc-new-under" });
  const definition = h("textarea", { class: "qc-memo qc-new-definition", rows: "2" });
  const save = h("button", { type: "submit", class: "qc-button" }, words("add_code_save"));
  const field = (key, input) => h("label", { class: "qc-new-field" }, h("span", {}, words(key)), input);
  const form = h(
    "form",
    { class: "qc-new-form", onsubmit: submit },
    field("add_code_name", name),
    field("add_code_under", under),
    field("add_code_definition", definition),
    h("p", { class: "qc-empty" }, words("add_code_note")),
    save,
  );
  const element = h("details", { class: "qc-new-code" }, h("summary", {}, words("add_code")), form);
  let busy = false;

  async function submit(event) {
    event.preventDefault();
    if (busy || !name.value.trim()) return;
    const inside = element.contains(document.activeElement); // a button that is disabled loses the focus
    busy = save.disabled = true;
    const worked = await onAdd({ name: name.value.trim(), under: under.value, definition: definition.value.trim() });
    busy = save.disabled = false;
    if (worked) {
      name.value = definition.value = "";
      element.open = false;
    }
    if (inside) (worked ? element.querySelector("summary") : name).focus();
  }

  return {
    element,
    show(page) {
      const chosen = under.value;
      element.hidden = !page.writable;
      fill(under, [
        h("option", { value: "" }, words("add_code_top")),
        ...page.codes.map((code) => h("option", { value: code.id }, `${code.name} (${code.id})`)),
      ]);
      under.value = page.codes.some((code) => code.id === chosen) ? chosen : "";
    },
  };
}
