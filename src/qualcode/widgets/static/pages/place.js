import { h } from "../dom.js";
import { piecesOf, unitsAt } from "../text.js";
import { differenceOn } from "./choice.js";
import { codeTag, stanceTag, timeWords } from "./parts.js";

// One place of the adjudication: its text with what each coder marked, and a table of what can be chosen.

const SHOWN_WORDS = 6;

/**
 * The turns of a place. Words that a coder marked are underlined, each coder with a line of her own kind; where she
 * marked a turn as a whole, the same line stands beside it.
 */
export function placeText(shell, place, lines) {
  const marks = lines.flatMap((line) => [...line.said].map(([coder, one]) => ({ ...one, coder, key: line.key })));
  const bands = (turn) => place.versions.map(({ coder }, lane) => wholeBand(shell, turn, marks, coder, lane));
  return h(
    "ol",
    { class: "qc-place-text", "aria-label": shell.words("ad_text") },
    place.turns.map((turn) =>
      h(
        "li",
        { class: turn.role === "interviewer" ? "qc-asked-turn" : null },
        h(
          "p",
          { class: "qc-row qc-passage-head" },
          h("span", { class: "qc-soft" }, turn.number),
          h("strong", {}, turn.speaker),
          [turn.area, turn.time].filter(Boolean).map((one) => h("span", { class: "qc-soft" }, one)),
        ),
        h("div", { class: "qc-bands" }, bands(turn)),
        h("p", { class: "qc-words" }, markedPieces(place, turn, marks)),
      ),
    ),
  );
}

const coversTurn = (one, turn) => one.start <= turn.start && turn.end <= one.end;

/** A band beside a turn of which a coder coded the whole: an underline everywhere would say nothing. */
function wholeBand(shell, turn, marks, coder, lane) {
  const whole = marks.filter((one) => one.coder === coder && coversTurn(one, turn));
  if (!whole.length) return h("span", { class: "qc-band" });
  const names = whole.map((one) => shell.codeOf(one.code).name).join(", ");
  const said = shell.words("ad_band", { coder, codes: names });
  return h("span", { class: `qc-band qc-band-${lane % 4}`, role: "img", "aria-label": said, title: said });
}

function markedPieces(place, turn, marks) {
  return piecesOf(turn.start, turn.end, marks).map((piece) => {
    let inner = wordsBetween(turn, piece.start, piece.end);
    place.versions.forEach((version, lane) => {
      const on = piece.on.filter((one) => one.coder === version.coder && !coversTurn(one, turn));
      if (on.length) inner = h("span", { class: `qc-line-${lane % 4}` }, inner);
    });
    const keys = piece.on.map((one) => one.key);
    return keys.length ? h("span", { class: "qc-marked", dataset: { lines: keys.join("\n") } }, inner) : inner;
  });
}

/** The words of a turn between two code points of the document. */
function wordsBetween(turn, start, end) {
  const at = (points) => unitsAt(turn.text, points - turn.start);
  return turn.text.slice(at(Math.max(start, turn.start)), at(Math.min(end, turn.end)));
}

/** Light up the words of a line. */
export function lightUp(element, key) {
  for (const piece of element.querySelectorAll(".qc-marked"))
    piece.classList.toggle("qc-lit", key !== null && piece.dataset.lines.split("\n").includes(key));
}

/** A sample of the line under a coder's words, with her name. */
export function coderSample(coder, lane) {
  return h("span", { class: `qc-line-${lane % 4}` }, coder);
}

/** Words for where a coding stands: the whole place, a turn, or the words at its two ends. */
export function extentWords(shell, place, { start, end }) {
  if (start === place.start && end === place.end) return shell.words("ad_whole");
  const turn = place.turns.find((one) => one.start === start && one.end === end);
  if (turn) return shell.words("ad_turn", { n: turn.number });
  const words = place.turns
    .filter((one) => one.start < end && start < one.end)
    .map((one) => wordsBetween(one, start, end))
    .join(" ")
    .split(/\s+/);
  const half = SHOWN_WORDS / 2;
  const short = words.length <= SHOWN_WORDS + 1 ? words : [...words.slice(0, half), "…", ...words.slice(-half)];
  return shell.words("quoted", { text: short.join(" ") });
}

const SIGNS = { presence: "≠", words: "↔", stance: "±", "": "=" };

/**
 * The table of lines. `choice` is what is chosen; `change(key, fields)` changes it, `look(key or null)` says which line
 * the pointer or the focus is on. Without a choice, the table only shows what the coders have.
 */
export function choiceTable(shell, place, lines, choice, { change, look }) {
  const coders = place.versions.map((one) => one.coder);
  const w = (key, values) => shell.words(`ad_${key}`, values);
  const added = [...(choice ?? [])].filter(([key]) => !lines.some((line) => line.key === key));
  const cell = (label, ...children) => h("td", { dataset: { label } }, children);

  function row(key, code, line, one) {
    const name = shell.codeOf(code).name;
    const kind = line ? differenceOn(line, coders) : "new";
    return h(
      "tr",
      {
        class: kind ? "qc-differs" : null,
        dataset: { line: key },
        onmouseenter: () => look(key),
        onmouseleave: (event) => look(focusedLine(event.currentTarget)),
        onfocusin: () => look(key),
        onfocusout: () => look(null),
      },
      h(
        "th",
        { scope: "row" },
        one ? h("label", { class: "qc-tick" }, tick(key, name, one), codeTag(shell, code)) : codeTag(shell, code),
        h(
          "span",
          { class: kind ? "qc-alert qc-kind" : "qc-soft qc-kind" },
          h("span", { class: "qc-sign", "aria-hidden": "true" }, SIGNS[kind] ?? "+"),
          w(`kind_${kind || "same"}`),
        ),
      ),
      coders.map((coder) => cell(coder, line ? said(line, coder) : h("span", { class: "qc-soft" }, "–"))),
      one && cell(w("result"), result(key, line, one)),
    );
  }

  function tick(key, name, one) {
    return h("input", {
      type: "checkbox",
      checked: one.on,
      "aria-label": w("tick", { code: name }),
      onchange: (event) => change(key, { on: event.target.checked }),
      dataset: { keep: `tick ${key}`, tick: "" },
    });
  }

  function said(line, coder) {
    const coding = line.said.get(coder);
    if (!coding) return h("span", { class: "qc-soft", "aria-label": w("not_coded") }, "–");
    return [
      h("span", { class: "qc-line" }, h("span", { class: "qc-sign" }, "✓"), extentWords(shell, place, coding)),
      stanceTag(shell, coding.stance),
      coding.memo && h("span", { class: "qc-line qc-memo-said" }, coding.memo),
    ];
  }

  function result(key, line, one) {
    if (!one.on) return h("span", { class: "qc-soft" }, w("left_out"));
    const extents = line ? line.extents : freeExtents(place);
    return [
      extents.length > 1
        ? extentChoice(key, line, one, extents)
        : h("span", { class: "qc-line" }, extentWords(shell, place, one)),
      stanceChoice(key, one),
    ];
  }

  function extentChoice(key, line, one, extents) {
    return h(
      "fieldset",
      { class: "qc-extents" },
      h("legend", { class: "qc-unseen" }, w("extent", { code: shell.codeOf(one.code).name })),
      extents.map((each, at) =>
        h(
          "label",
          { class: "qc-extent-choice" },
          h("input", {
            type: "radio",
            name: `qc-extent ${place.id} ${key}`,
            checked: each.start === one.start && each.end === one.end,
            onchange: () => change(key, { start: each.start, end: each.end }),
            dataset: { keep: `extent ${key} ${at}` },
          }),
          h(
            "span",
            {},
            each.coders?.length ? h("strong", {}, `${each.coders.join(", ")}: `) : null,
            line && !each.coders.length ? w("hull") : null,
            extentWords(shell, place, each),
          ),
        ),
      ),
    );
  }

  function stanceChoice(key, one) {
    const name = shell.codeOf(one.code).name;
    return h(
      "select",
      {
        class: "qc-select",
        "aria-label": w("stance", { code: name }),
        onchange: (event) => change(key, { stance: event.target.value }),
        dataset: { keep: `stance ${key}` },
      },
      ["experience", "wish", "counterexample"].map((stance) =>
        h("option", { value: stance, selected: stance === one.stance }, shell.words(`stance_${stance}`)),
      ),
    );
  }

  return h(
    "table",
    { class: "qc-table qc-choice" },
    h("caption", { class: "qc-unseen" }, w("versions")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, w("code")),
        coders.map((coder, lane) => h("th", { scope: "col" }, coderSample(coder, lane))),
        choice && h("th", { scope: "col" }, w("result")),
      ),
    ),
    h(
      "tbody",
      {},
      lines.map((line) => row(line.key, line.code, line, choice?.get(line.key))),
      added.map(([key, one]) => row(key, one.code, null, one)),
    ),
  );
}

/** The line that the focus is on: it lights up again when the pointer leaves another one. */
function focusedLine(row) {
  return row.parentElement.querySelector("tr:focus-within")?.dataset.line ?? null;
}

/** Where an added code may stand: the whole place or one of its turns that no interviewer has. */
function freeExtents(place) {
  const turns = place.turns.filter((one) => one.role !== "interviewer");
  const whole = { start: place.start, end: place.end };
  return [whole, ...turns.filter((one) => one.start !== whole.start || one.end !== whole.end)];
}

/** Codes that hold at a place, each with its words. */
export function settledCodes(shell, place, codings) {
  return h(
    "ul",
    { class: "qc-named-list" },
    codings.map((one) =>
      h(
        "li",
        {},
        codeTag(shell, one.code),
        stanceTag(shell, one.stance),
        h("span", { class: "qc-soft" }, extentWords(shell, place, one)),
      ),
    ),
  );
}

/** What was settled: outcome, codes, memo, who and when. */
export function settledBox(shell, place, again) {
  const { outcome, memo, by, at, codings } = place.settled;
  const w = (key, values) => shell.words(`ad_${key}`, values);
  return h(
    "div",
    { class: "qc-box qc-settled" },
    h(
      "p",
      { class: "qc-row" },
      h("strong", {}, h("span", { class: "qc-sign", "aria-hidden": "true" }, "✓"), w(`outcome_${outcome}`)),
      h("span", { class: "qc-soft" }, w("by", { by, at: timeWords(shell, at) })),
      place.settled.outdated && h("span", { class: "qc-alert" }, w("outdated")),
    ),
    codings.length ? settledCodes(shell, place, codings) : h("p", {}, w("no_code")),
    memo && h("p", { class: "qc-memo-said" }, memo),
    again,
  );
}
