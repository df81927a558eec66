import { fill, h } from "./dom.js";

// The head of the coding page: which document, who codes, which round; undo and redo; read to the end.

export function codingHead(shell) {
  const words = shell.words;
  const choice = h("select", {
    class: "qc-select qc-document",
    "aria-label": words("document"),
    onchange: goToDocument,
  });
  const who = h("span", { class: "qc-who" });
  const round = h("span", { class: "qc-round" });
  const undo = turning("undo", "↶");
  const redo = turning("redo", "↷");
  const finished = h("input", { type: "checkbox", onclick: finish });
  const suggest = headButton("", { onclick: askForSuggestions });
  const left = h("span", { class: "qc-left", role: "status" });
  const why = h("p", { class: "qc-why", role: "note" });
  const element = h(
    "header",
    { class: "qc-head" },
    choice,
    who,
    round,
    h("span", { class: "qc-space" }),
    left,
    suggest,
    h("label", { class: "qc-finished", title: words("finished_tip") }, finished, " ", words("finished")),
    h("span", { class: "qc-turning" }, undo, redo),
    headButton(words("overview"), { onclick: () => shell.send("goto", { page: "overview" }) }),
    headButton("?", { onclick: shell.help, "aria-label": words("keys"), title: words("keys") }),
  );
  let shown = "";
  let suggesting = "off";
  let writable = false;

  function turning(what, sign) {
    return h(
      "button",
      { type: "button", class: `qc-button qc-${what}`, onclick: () => shell.send(what) },
      h("span", { "aria-hidden": "true" }, `${sign} `),
      h("span", { class: "qc-label" }, words(what)),
    );
  }

  /** A document that cannot be opened leaves the choice where it was. */
  async function goToDocument() {
    const worked = await shell.send("goto", { page: "coding", document: choice.value });
    if (!worked) choice.value = shown;
  }

  /** The tick follows what the desk says, not the click. */
  function finish(event) {
    event.preventDefault();
    const done = !finished.dataset.done;
    const saying = words(done ? "said_finished" : "said_unfinished");
    shell.send("finish", { done }).then((worked) => worked && shell.announce(saying));
  }

  function askForSuggestions() {
    shell.announce(words("said_learning"));
    shell
      .send("suggest", suggesting === "here" ? { refresh: true } : {})
      .then((worked) => shell.announce(worked ? left.textContent : ""));
  }

  function show(page) {
    writable = page.writable;
    shown = page.document;
    fill(choice, page.documents.map((name) => h("option", { value: name, selected: name === page.document }, name)));
    fill(who, page.coder ? [words("coder"), " ", h("strong", {}, page.coder)] : words("nobody"));
    fill(round, words("round_n", { n: page.round }), page.blind && [" ", tip(words("blind"), words("blind_tip"))]);
    fill(why, page.writable ? "" : page.why);
    why.hidden = page.writable;
    finished.disabled = !page.writable;
    suggesting = page.suggesting;
    change(page);
  }

  /** Show what a page or a patch says of undo and redo, the tick and the suggestions. */
  function change(message, open = null) {
    for (const [button, what] of [[undo, "undo"], [redo, "redo"]]) {
      const does = message.turning[what];
      button.disabled = !writable || !does;
      button.title = does ? `${words(what)}: ${does}` : words(`no_${what}`);
      button.setAttribute("aria-label", button.title);
    }
    finished.checked = message.finished;
    finished.dataset.done = message.finished ? "yes" : "";
    suggesting = message.suggesting ?? suggesting;
    suggest.hidden = suggesting === "off" || !writable;
    suggest.textContent = words(suggesting === "ask" ? "get_suggestions" : "refresh_suggestions");
    suggest.title = words(suggesting === "ask" ? "get_suggestions_tip" : "refresh_suggestions_tip");
    if (open !== null) left.textContent = suggesting === "here" ? words("suggestions_left", { n: open }) : "";
  }

  return { element, why, show, change };
}

function headButton(label, attributes) {
  return h("button", { type: "button", class: "qc-button", ...attributes }, label);
}

let tips = 0;

/** A word with an explanation that shows on hovering and on focus. */
function tip(word, explanation) {
  const id = `qc-tip-${++tips}`;
  return h(
    "span",
    { class: "qc-tip", tabindex: "0", "aria-describedby": id },
    word,
    h("span", { class: "qc-tip-text", role: "tooltip", id }, explanation),
  );
}
