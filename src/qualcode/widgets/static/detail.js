import { answerButtons, codeMark, codingMarks, suggestionName } from "./chips.js";
import { fill, h, renew } from "./dom.js";
import { memoKeeper } from "./memos.js";
import { isOpen } from "./passages.js";

// What is known of the current passage: its codings with stance and memo, suggestions with evidence, history; and the
// notes on the document.

const STANCES = ["experience", "wish", "counterexample"];

/**
 * Make the part. `act` are the page's actions: remove(coding), stance(coding, stance), memo(kind, target, text, id),
 * recode(coding), answer(suggestion, answer), history(passage), toText(), light(id, yes), writable().
 */
export function detailOf(shell, act) {
  const title = h("h3", { class: "qc-detail-title" });
  const words = h("p", { class: "qc-detail-words" });
  const codings = h("ul", { class: "qc-codings" });
  const suggested = h("div", { class: "qc-suggestions" });
  const events = h("ol", { class: "qc-events" });
  const history = h("details", { class: "qc-fold" }, h("summary", {}, shell.words("history")), events);
  const noteCount = h("span", { class: "qc-count" });
  const notes = h("div", { class: "qc-notes" });
  const noteTitle = h("summary", {}, shell.words("document_notes"), " ", noteCount);
  const noteFold = h("details", { class: "qc-fold" }, noteTitle, notes);
  const element = h(
    "section",
    { class: "qc-detail", "aria-label": shell.words("passage") },
    [title, words, codings, suggested, history, noteFold],
  );
  const memos = memoKeeper(shell);
  const opened = new Set(); // codings whose empty memo was asked for
  const rows = new Map();
  let passages = null;
  let passage = null;
  let round = 1;
  let more = false;
  let newNote = "";

  history.addEventListener("toggle", () => history.open && act.history(passage));
  for (const [kind, yes] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    element.addEventListener(kind, (event) => {
      const one = event.target.closest("[data-lights]");
      if (one) act.light(one.dataset.lights, yes);
    });

  function show(data, page) {
    passages = data;
    round = page.round;
    rows.clear();
    drawNotes(page.memos);
  }

  function go(next) {
    if (passage?.start !== next.start || passage?.end !== next.end) {
      history.open = false;
      more = false;
      opened.clear();
    }
    passage = next;
    redraw();
  }

  /** Draw again what belongs to the passage; the focus stays where it was, or goes to what is there now. */
  function redraw() {
    if (!passage) return;
    const active = document.activeElement;
    const keep = element.contains(active) ? active.dataset.keep : null;
    const turn = passages.turns[passage.turn];
    title.textContent = shell.words(passage.kind === "unit" ? "passage_unit" : "passage_words", {
      n: turn.number,
      speaker: turn.speaker,
    });
    words.hidden = passage.kind !== "words";
    words.textContent = words.hidden ? "" : quoted(passage, 160);
    const here = passages.codingsIn(passage);
    renew(codings, here.length ? here.map(rowOnce) : [h("li", { class: "qc-empty" }, shell.words("no_codings"))]);
    drawSuggestions();
    if (keep && !element.contains(document.activeElement)) refocus(keep);
  }

  function refocus(keep) {
    const all = [...element.querySelectorAll("[data-keep]")];
    const same = all.find((one) => one.dataset.keep === keep);
    if (same) same.focus({ preventScroll: true });
    else act.toText();
  }

  /** The row of a coding: the same one as before where nothing about it has changed. */
  function rowOnce(one) {
    const told = JSON.stringify([one, passage.start, passage.end, opened.has(one.id), act.writable()]);
    if (rows.get(one.id)?.told !== told) rows.set(one.id, { told, row: codingRow(one) });
    return rows.get(one.id).row;
  }

  function codingRow(one) {
    const name = shell.codeOf(one.code).name;
    const able = one.own && act.writable();
    const button = (what, run) =>
      h(
        "button",
        {
          type: "button",
          class: "qc-button qc-small",
          "aria-label": `${shell.words(what)}: ${name}`,
          dataset: { keep: `${what} ${one.id}` },
          onclick: run,
        },
        shell.words(what),
      );
    return h(
      "li",
      { class: `qc-coding${one.own ? "" : " qc-others"}`, dataset: { lights: one.id } },
      // The stance and the memo of an own coding stand below, where they can be changed.
      h(
        "div",
        { class: "qc-coding-name" },
        codeMark(shell, one.code),
        h("span", {}, name),
        codingMarks(shell, { ...one, memo: "", stance: able ? "" : one.stance }, round),
      ),
      able &&
        h(
          "div",
          { class: "qc-coding-acts" },
          stanceChoice(one, name),
          button("recode", () => act.recode(one)),
          !one.memo && button("memo", () => openMemo(one)),
          button("remove", () => act.remove(one)),
        ),
      extent(one),
      (one.memo || opened.has(one.id)) && memoOf(one, name, able),
    );
  }

  const quoted = (one, length) => shell.words("quoted", { text: shortened(passages.textOf(one), length) });

  /** Which part of the passage a coding stands on, where it is another than the passage. */
  function extent(one) {
    if (one.start === passage.start && one.end === passage.end) return null;
    return h("div", { class: "qc-extent" }, quoted(one, 90));
  }

  function stanceChoice(one, name) {
    const choice = h(
      "select",
      {
        class: "qc-select qc-small",
        "aria-label": `${shell.words("stance")}: ${name}`,
        dataset: { keep: `stance ${one.id}` },
        onchange: async () => (await act.stance(one, choice.value)) || (choice.value = one.stance),
      },
      STANCES.map((value) => h("option", { value, selected: value === one.stance }, shell.words(`stance_${value}`))),
    );
    return choice;
  }

  function memoOf(one, name, able) {
    return memos.field(one.id, {
      label: `${shell.words("memo_on")} ${name}`,
      text: one.memo,
      save: (text) => act.memo("coding", one.id, text),
      leave: act.toText,
      writable: able,
    });
  }

  function openMemo(one) {
    opened.add(one.id);
    redraw();
    memos.focus(one.id);
  }

  function drawSuggestions() {
    const all = passages.suggestionsIn(passage);
    const shown = all.filter((one) => isOpen(one) || more);
    const rest = all.length - all.filter(isOpen).length;
    fill(
      suggested,
      shown.length > 0 && h("h3", {}, shell.words("suggestions")),
      shown.map(suggestionRow),
      rest > 0 &&
        h(
          "button",
          {
            type: "button",
            class: "qc-button qc-bare",
            "aria-expanded": String(more),
            dataset: { keep: "more" },
            onclick: () => ((more = !more), redraw()),
          },
          shell.words(more ? "show_fewer" : "show_more", { n: rest }),
        ),
    );
  }

  function suggestionRow(one) {
    const answered = one.answer && one.answer !== "later";
    return h(
      "div",
      { class: `qc-suggestion${isOpen(one) ? "" : " qc-faint"}`, dataset: { lights: one.id } },
      h(
        "div",
        { class: "qc-coding-name" },
        suggestionName(shell, one),
        one.answer && h("span", { class: "qc-tag" }, shell.words(`answered_${one.answer}`)),
      ),
      one.evidence && h("p", { class: "qc-evidence" }, one.evidence),
      !answered &&
        h(
          "div",
          { class: "qc-coding-acts" },
          answerButtons(shell, one, { onAnswer: act.answer, all: true, disabled: !act.writable() }),
        ),
    );
  }

  function drawNotes(all) {
    noteCount.textContent = all.length || "";
    newNote = `new note ${all.length}`;
    const write = (one) => (text) => act.memo("document", "", text, one?.id);
    const field = (one) =>
      memos.field(one ? `note ${one.id}` : newNote, {
        label: shell.words(one ? "note_edit" : "note"),
        text: one?.text ?? "",
        save: write(one),
        leave: act.toText,
        writable: act.writable(),
      });
    const mine = (one) => one.author === shell.coder && act.writable();
    const shown = all.map((one) =>
      mine(one) ? field(one) : h("blockquote", {}, h("p", {}, one.text), h("footer", {}, one.author)),
    );
    renew(notes, [...shown, act.writable() && field(null)]);
  }

  function tell(message) {
    if (message.start !== passage?.start || message.end !== passage?.end) return;
    const when = new Intl.DateTimeFormat(shell.language, { dateStyle: "medium", timeStyle: "short" });
    const lines = message.events.map((one) =>
      h(
        "li",
        {},
        h("time", { datetime: one.at }, dateOf(one.at, when)),
        ` ${one.who} ${one.what}`,
        one.name && ` · ${one.name}`,
      ),
    );
    fill(events, lines.length ? lines : h("li", { class: "qc-empty" }, shell.words("no_history")));
  }

  return {
    element,
    show,
    go,
    redraw,
    drawNotes,
    tell,
    /** Go to the memo of a coding, or to a new note on the document. */
    writeMemo(coding) {
      if (coding) return openMemo(coding);
      noteFold.open = true;
      return memos.focus(newNote);
    },
    focusCodings: () => codings.querySelector('[data-keep^="remove "]')?.focus(),
    close: memos.flush,
  };
}

/** The beginning of a text, cut at a word. */
export function shortened(text, length) {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= length) return line;
  return `${line.slice(0, length).replace(/\s+\S*$/, "")} …`;
}

function dateOf(at, format) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : format.format(date);
}
