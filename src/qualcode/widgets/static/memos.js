import { h } from "./dom.js";
import { keyName } from "./keys.js";

// Text fields that save themselves: on leaving them and on Ctrl+Enter. What is not saved yet says so, and outlives
// that the page around it is drawn again.

/**
 * Make a keeper of memo fields. `field(key, {label, text, save, leave, writable})` returns the element; a field that is
 * asked for again under its key is the same one, with what is written in it. `save(text)` resolves to whether it was.
 */
export function memoKeeper(shell) {
  const fields = new Map();

  function field(key, { label, text, save, leave, writable }) {
    if (!fields.has(key)) fields.set(key, memoField(shell, { key, text, save, leave }));
    const one = fields.get(key);
    one.now({ label, text, writable });
    return one.element;
  }

  return {
    field,
    focus: (key) => fields.get(key)?.area.focus(),
    /** Save what is unsaved: the page is left. */
    flush: () => [...fields.values()].forEach((one) => one.store()),
  };
}

const SIGNS_A_LINE = 40; // signs that fit on a line of the narrow column where most memos stand

/** About how many lines a text takes, long ones wrapped. */
function memoLines(text) {
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / SIGNS_A_LINE)), 0);
}

function memoField(shell, { key, text, save, leave }) {
  let saved = text;
  let under = false;
  const mark = h("span", { class: "qc-unsaved", role: "status" });
  const area = h("textarea", {
    class: "qc-memo",
    rows: "2",
    dataset: { keep: `memo ${key}` },
    oninput: tell,
    onblur: store,
    onkeydown(event) {
      if (keyName(event) !== "Mod+Enter" && keyName(event) !== "Escape") return;
      event.preventDefault();
      leave();
      store();
    },
  });
  area.value = text;

  const unsaved = () => area.value !== saved;

  function tell() {
    mark.textContent = unsaved() ? shell.words("unsaved") : "";
    area.rows = Math.min(8, Math.max(2, memoLines(area.value) + 1));
  }

  async function store() {
    if (!unsaved() || under) return;
    const sent = area.value;
    under = true;
    const worked = await save(sent.trim());
    under = false;
    if (worked) saved = sent;
    mark.textContent = shell.words(unsaved() ? "unsaved" : "saved");
    if (worked && unsaved() && area !== document.activeElement) store();
  }

  /** The desk says what the memo is now; words that are not saved stay. */
  function now({ label, text: told, writable }) {
    area.ariaLabel = area.placeholder = label;
    area.readOnly = !writable;
    if (unsaved()) return;
    if (told !== saved.trim()) area.value = saved = told;
    tell();
  }

  return { element: h("div", { class: "qc-memo-field" }, area, mark), area, store, now };
}
