import { codeMark } from "../chips.js";
import { fill, h } from "../dom.js";
import { keyCaps } from "../frame.js";
import { keyLabel, takesText } from "../keys.js";
import { codePicker } from "../tree.js";

// Parts that the pages beside the coding page share: head, progress, questions, names of codes.

/** Head of a page: title, what stands beside it, and ways to the other pages. */
export function pageHead(shell, page, title, ...beside) {
  return h(
    "header",
    { class: "qc-page-head" },
    h("h2", { class: "qc-page-title", tabindex: "-1", dataset: { keep: "page title" } }, title),
    h("div", { class: "qc-page-beside" }, beside),
    pageLinks(shell, page),
  );
}

/** Put the focus on the title of a page that was opened from another one, so that its keys work at once. */
export function focusTitle(element) {
  element.querySelector(".qc-page-title").focus({ preventScroll: true });
}

const LINKS = ["overview", "reading", "review", "adjudication"];

function pageLinks(shell, page) {
  return h(
    "nav",
    { class: "qc-page-links", "aria-label": shell.words("pg_pages") },
    LINKS.map((name) => {
      const go = () => name !== page && shell.send("goto", { page: name });
      return button(shell.words(name === "overview" ? name : `pg_${name}`), go, {
        class: "qc-button qc-page-link",
        "aria-current": name === page ? "page" : null,
        dataset: { keep: `link ${name}` },
      });
    }),
  );
}

/** A button with words on it and, where a key does the same, the key. */
export function button(label, run, attributes = {}, key = "") {
  return h(
    "button",
    {
      type: "button",
      class: "qc-button",
      onclick: run,
      "aria-keyshortcuts": key ? shortcut(key) : null,
      ...attributes,
    },
    h("span", {}, label),
    key && h("span", { class: "qc-button-key", "aria-hidden": "true" }, keyCaps([key])),
  );
}

/** Write a key as `aria-keyshortcuts` wants it. */
function shortcut(key) {
  return key.replace("Mod", "Control");
}

/** Two buttons with what undo and redo would do. */
export function turningButtons(shell, turning, turn = shell.send) {
  const one = (what, sign, key) => {
    const does = turning?.[what] || shell.words(`no_${what}`);
    return h(
      "button",
      {
        type: "button",
        class: "qc-button",
        disabled: !turning?.[what],
        title: `${does} (${keyLabel(key)})`,
        "aria-keyshortcuts": shortcut(key),
        onclick: () => turn(what),
        dataset: { keep: what },
      },
      h("span", { "aria-hidden": "true" }, sign),
      h("span", {}, shell.words(what)),
    );
  };
  return [one("undo", "↶", "Mod+z"), one("redo", "↷", "Mod+Shift+z")];
}

/** Keys of undo and redo. */
export function turningKeys(turn) {
  return [
    { on: ["Mod+z"], does: "key_undo", run: () => void turn("undo") },
    { on: ["Mod+Shift+z", "Mod+y"], does: "key_redo", run: () => void turn("redo") },
  ];
}

/** A code's colour and name; the path to it as a tooltip. */
export function codeTag(shell, id) {
  return h(
    "span",
    { class: "qc-named", title: codePath(shell, id) },
    codeMark(shell, id),
    h("span", {}, shell.codeOf(id).name),
  );
}

/** Names from the branch down to a code. */
export function codePath(shell, id) {
  const names = [];
  for (let one = id; one; one = shell.codeOf(one).parent) names.unshift(shell.codeOf(one).name);
  return names.join(" › ");
}

/** A number with what it counts, in the one form or the other. */
export function counted(shell, what, n) {
  return shell.words(`pg_n_${what}${n === 1 ? "_1" : ""}`, { n: shell.number(n) });
}

/** A stance that is worth saying; an experience is the usual one. */
export function stanceTag(shell, stance) {
  if (!stance || stance === "experience") return null;
  const sign = stance === "wish" ? "☆" : "≠";
  return h(
    "span",
    { class: "qc-stance" },
    h("span", { class: "qc-sign", "aria-hidden": "true" }, sign),
    shell.words(`stance_${stance}`),
  );
}

/** How much is done: a striped bar with its number beside it, so that it reads without colour. */
export function meter(shell, label, done, all) {
  const share = all ? done / all : 0;
  // "100 %" is for what is whole, "0 %" for what has not begun.
  const percent = done && done < all ? Math.min(99, Math.max(1, Math.round(share * 100))) : Math.round(share * 100);
  const said = shell.words("pg_percent", { n: shell.number(percent) });
  return h(
    "span",
    { class: "qc-meter" },
    h(
      "span",
      {
        class: "qc-meter-track",
        role: "progressbar",
        "aria-label": label,
        "aria-valuemin": 0,
        "aria-valuemax": all,
        "aria-valuenow": done,
        "aria-valuetext": said,
      },
      h("span", { class: "qc-meter-done", style: { width: `${share * 100}%` } }),
    ),
    h("span", { class: "qc-meter-number", "aria-hidden": "true" }, said),
  );
}

/** A point of time as people write it. */
export function timeWords(shell, at) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  return new Intl.DateTimeFormat(shell.language, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** A date as people write it; what is no date stays as it is. */
export function dateWords(shell, date) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  return new Intl.DateTimeFormat(shell.language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));
}

/** Ask in the page before something is done that has consequences. Escape and the second button leave it. */
export function question(shell, { title, text, yes, run, leave }) {
  const box = h(
    "div",
    {
      class: "qc-question",
      role: "alertdialog",
      "aria-label": title,
      onkeydown: (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        leave();
      },
    },
    h("strong", {}, title),
    text.filter(Boolean).map((line) => h("p", {}, line)),
    h(
      "div",
      { class: "qc-row" },
      button(yes, run, { class: "qc-button qc-strong", dataset: { keep: "yes" } }),
      button(shell.words("pg_leave"), leave, { dataset: { keep: "leave" } }),
    ),
  );
  return box;
}

/** The code search in a box of its own, for "another code". It keeps what was typed while the page is drawn anew. */
export function codeChooser(shell) {
  let open = null;
  const facts = h("div", { class: "qc-chooser-facts", "aria-live": "polite" });
  const picker = codePicker(shell, {
    onPick: (id) => open?.pick(id),
    onLeave: () => open?.leave(),
    onLook: (id) => fill(facts, id && codeFacts(shell, id)),
  });
  const element = h("div", { class: "qc-chooser" }, picker.element, facts);
  return {
    element,
    /** Begin a search, once the element is in the page. `next` is {purpose, codes, counts, pick(id), leave()}. */
    open(next) {
      open = null;
      picker.leave(); // what was typed the last time
      open = next;
      picker.show(next.codes);
      picker.counts(next.counts);
      fill(facts);
      picker.search(next.purpose);
      element.scrollIntoView({ block: "nearest" });
    },
  };
}

const FACTS = { definition: "pg_definition", use_when: "use_when", not_when: "not_when" };

/** What the codebook says about a code. */
export function codeFacts(shell, id) {
  const code = shell.codeOf(id);
  const facts = Object.keys(FACTS).filter((key) => code[key]);
  return h(
    "div",
    { class: "qc-facts" },
    h("p", { class: "qc-soft" }, codePath(shell, id)),
    facts.length
      ? h("dl", {}, facts.map((key) => [h("dt", {}, shell.words(FACTS[key])), h("dd", {}, code[key])]))
      : h("p", { class: "qc-soft" }, shell.words("pg_no_definition")),
    code.examples.length > 0 && [
      h("p", { class: "qc-facts-head" }, shell.words("examples")),
      h("ul", {}, code.examples.map((one) => h("li", {}, one))),
    ],
  );
}

/** Draw anew and put the focus, the caret and the scrolling back to where they were. */
export function drawAnew(element, draw) {
  const before = element.getRootNode().activeElement;
  const inside = before && element.contains(before);
  const key = inside ? before.dataset.keep : undefined;
  const caret = inside && takesText(before) ? [before.selectionStart, before.selectionEnd] : null;
  const scrolled = [...element.querySelectorAll("[data-scroll]")].map((one) => [one.dataset.scroll, one.scrollTop]);
  // A field that is taken out and put back has not been left.
  const hush = (event) => event.stopPropagation();
  element.addEventListener("blur", hush, true);
  draw();
  element.removeEventListener("blur", hush, true);
  for (const [name, top] of scrolled) {
    const one = element.querySelector(`[data-scroll="${name}"]`);
    if (one) one.scrollTop = top;
  }
  if (!inside) return;
  // Where the very thing is gone, the page itself keeps the focus, so that its keys go on working.
  const after = element.contains(before) ? before : (keptIn(element, key) ?? keptIn(element, "page title"));
  after?.focus({ preventScroll: true });
  if (after && caret) after.setSelectionRange?.(...caret);
}

/** The element that was marked with `data-keep`. */
export function keptIn(element, key) {
  return [...element.querySelectorAll("[data-keep]")].find((one) => one.dataset.keep === key) ?? null;
}
