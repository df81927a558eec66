import { fill, h } from "./dom.js";
import { keyLabel } from "./keys.js";

// What stands around every page: banners above, the line of keys below, the help, and what a screen reader is told.

const SAID = 10_000; // ms that a line stays: what was said then is no longer news

/** Make the frame in an element; `words` may be set later, when the desk has said its language. */
export function frameIn(root) {
  const banners = h("div", { class: "qc-banners" });
  const bar = h("div", { class: "qc-progress", hidden: true });
  const main = h("div", { class: "qc-main" });
  const status = h("p", { class: "qc-status", role: "status", "aria-live": "polite" });
  const footer = h("div", { class: "qc-footer" });
  const help = h("dialog", { class: "qc-help", "aria-labelledby": "qc-help-title" });
  const elsewhere = h("p", { class: "qc-elsewhere" });
  fill(root, bar, banners, main, h("div", { class: "qc-foot" }, elsewhere, footer, status), help);

  const frame = { main, words: (key) => key };

  let saying = 0;
  frame.announce = (text) => {
    // The same words twice are read twice only where the element has changed in between.
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = text));
    clearTimeout(saying);
    saying = setTimeout(() => (status.textContent = ""), SAID);
  };

  frame.working = (yes) => {
    bar.hidden = !yes;
    root.setAttribute("aria-busy", String(yes));
  };

  /** Show a banner in the place of the earlier one of its name. `action` is {label, run}. */
  frame.banner = (name, level, text, action = null) => {
    frame.closeBanner(name);
    const one = h(
      "div",
      { class: `qc-banner qc-banner-${level}`, role: level === "info" ? "status" : "alert", dataset: { name } },
      h("span", { class: "qc-banner-text" }, text),
      action && h("button", { type: "button", class: "qc-button", onclick: action.run }, action.label),
      h(
        "button",
        {
          type: "button",
          class: "qc-button qc-bare",
          "aria-label": frame.words("close"),
          title: frame.words("close"),
          onclick: () => one.remove(),
        },
        "×",
      ),
    );
    banners.append(one);
  };

  frame.closeBanner = (name) => {
    for (const one of [...banners.children]) if (one.dataset.name === name) one.remove();
  };

  frame.showKeys = (bindings) => {
    // Where the line is too short for all keys, the one that shows all of them is still there.
    const shown = bindings.filter((one) => one.footer).sort((a, b) => Boolean(b.first) - Boolean(a.first));
    fill(
      footer,
      shown.map((one) => h("span", { class: "qc-keyhint" }, keyCaps(one.on.slice(0, 1)), " ", frame.words(one.does))),
    );
    elsewhere.textContent = frame.words("keys_elsewhere");
    fill(help, helpOf(frame.words, bindings, () => help.close()));
  };

  frame.help = () => help.open || help.showModal();
  return frame;
}

/** Key caps for names of keys. */
export function keyCaps(names) {
  return names.map((name, at) => [at ? " " : null, h("kbd", { class: "qc-kbd" }, keyLabel(name))]);
}

function helpOf(words, bindings, close) {
  const groups = new Map();
  for (const one of bindings) {
    const group = one.group ?? "keys_other";
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [
    h(
      "div",
      { class: "qc-help-head" },
      h("h2", { id: "qc-help-title" }, words("keys")),
      h("button", { type: "button", class: "qc-button", onclick: close, autofocus: true }, words("close")),
    ),
    h(
      "div",
      { class: "qc-help-groups" },
      [...groups].map(([group, ones]) =>
        h(
          "section",
          { class: "qc-help-group" },
          h("h3", {}, words(group)),
          h(
            "dl",
            { class: "qc-keys" },
            ones.map((one) => h("div", {}, h("dt", {}, keyCaps(one.caps ?? one.on)), h("dd", {}, words(one.does)))),
          ),
        ),
      ),
    ),
  ];
}
