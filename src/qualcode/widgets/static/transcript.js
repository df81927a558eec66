import { codingChip, suggestionChip } from "./chips.js";
import { fill, h } from "./dom.js";
import { LANES, layLanes } from "./lanes.js";
import { isOpen } from "./passages.js";
import { piecesOf } from "./text.js";
import { scrollInto } from "./tree.js";

// The transcript as it is seen: a list of turns, underlined where something is coded, with chips beside.
// It draws what `passages` holds, and only the turns that it is told about.

/**
 * Make the list. `hooks`: onPassage(passage), onAnswer(suggestion, answer), writable().
 * What a chip or a piece of text belongs to stands in its dataset, so that a turn can be drawn again at any time.
 */
export function transcriptOf(shell, hooks) {
  const list = h("div", { class: "qc-transcript", role: "list", "aria-label": shell.words("transcript") });
  let passages = null;
  let round = 1;
  let rows = [];
  let passage = null;
  let lit = "";

  function show(data, page) {
    passages = data;
    round = page.round;
    const bySegment = page.segments.length > 0;
    rows = passages.turns.map((turn, at) => rowOf(shell, turn, at, bySegment));
    rows.forEach((row, at) => drawText(row, at));
    rows.forEach((row, at) => drawChips(row, at));
    fill(list, rows.map((row) => row.element));
    passage = null;
  }

  /** Draw turns again, and leave the focus where it was. */
  function redraw(numbers) {
    for (const at of numbers) {
      const row = rows[at];
      const keep = focusIn(row.element);
      drawText(row, at);
      drawChips(row, at);
      if (passage) markCurrent(at);
      if (keep !== null) (find(row.element, keep) ?? focusable(at)).focus({ preventScroll: true });
    }
    if (lit) light(lit, true);
  }

  function drawText(row, at) {
    const turn = passages.turns[at];
    const codings = passages.codingsOn(at);
    const part = (one) => ({ id: one.id, one, ...passages.unitsOn(at, one) });
    row.whole = codings.filter((one) => covers(one, turn));
    const partial = codings.filter((one) => !covers(one, turn)).map(part);
    row.lanes = layLanes(partial, row.lanes);
    const lanes = Math.min(LANES, 1 + Math.max(-1, ...row.lanes.values()));
    row.hidden = partial.filter((one) => row.lanes.get(one.id) >= LANES).length;
    row.element.style.setProperty("--qc-lanes", String(lanes));
    const picked = passage?.kind === "words" ? [{ id: "picked", ...passages.unitsOn(at, passage) }] : [];
    const spans = [...partial, ...picked.filter((one) => one.start < one.end && touches(passage, turn))];
    fill(row.text, segmentsOf(row, at, turn).map((segment) => drawSegment(row, turn, segment, spans, lanes)));
    fill(row.edge, row.whole.slice(0, LANES).map((one) => edgeBand(shell, one)));
  }

  /** The stretches of a turn: its segments, where one steps through those, and what lies between. */
  function segmentsOf(row, at, turn) {
    if (!row.bySegment) return [{ start: 0, end: turn.text.length }];
    const here = passages.units.filter((one) => touches(one, turn));
    const inside = here.map((unit) => ({ unit, ...passages.unitsOn(at, unit) }));
    return piecesOf(0, turn.text.length, inside).map((piece) => ({ ...piece, unit: piece.on[0]?.unit }));
  }

  function drawSegment(row, turn, segment, spans, lanes) {
    const pieces = piecesOf(segment.start, segment.end, spans).map((piece) => drawPiece(row, turn, piece, lanes));
    if (!segment.unit) return pieces;
    const { index } = segment.unit;
    return h("span", { class: "qc-segment", tabindex: "-1", dataset: { unit: index, keep: `unit ${index}` } }, pieces);
  }

  function drawPiece(row, turn, piece, lanes) {
    const text = turn.text.slice(piece.start, piece.end);
    if (!piece.on.length) return text;
    const codings = piece.on.filter((span) => span.one);
    const drawn = codings.filter((span) => row.lanes.get(span.id) < LANES);
    const laneOf = (span) => row.lanes.get(span.id);
    const background = drawn.map((span) => band(shell, span.one, laneOf(span), lanes)).join(", ");
    return h(
      "span",
      {
        class: `qc-piece${piece.on.length > codings.length ? " qc-picked" : ""}`,
        style: background ? { background } : {},
        dataset: { on: codings.map((span) => span.id).join(" "), lanes: drawn.map(laneOf).join(" ") },
      },
      text,
    );
  }

  function drawChips(row, at) {
    const turn = passages.turns[at];
    const codings = passages.codingsOn(at).map((one) =>
      codingChip(shell, one, {
        round,
        whole: covers(one, turn),
        more: one.start < turn.start,
        onClick: () => go(passages.passageOf(one)),
      }),
    );
    const open = passages.suggestionsIn(turn).filter(isOpen);
    const suggested = open.map((one) =>
      suggestionChip(shell, one, { onAnswer: hooks.onAnswer, all: false, disabled: !hooks.writable() }),
    );
    const more =
      row.hidden > 0 &&
      h("span", { class: "qc-more", title: shell.words("more_lanes", { n: row.hidden }) }, `+${row.hidden}`);
    fill(row.chips, codings, more, suggested);
    row.chips.hidden = !row.chips.childElementCount;
  }

  /** Make a passage the current one: outline it, mark selected words, scroll there. */
  function go(next, { focus = true, scroll = true } = {}) {
    const before = passage;
    passage = next;
    const words = new Set();
    for (const one of [before, next])
      if (one?.kind === "words") for (const at of passages.turnsOn(one.start, one.end)) words.add(at);
    for (const at of words) drawText(rows[at], at);
    const around = new Set([before, next].filter(Boolean).flatMap((one) => turnsOf(one)));
    for (const at of around) markCurrent(at);
    const target = focusable(next.turn);
    if (focus) target.focus({ preventScroll: true });
    if (scroll) scrollInto(list, next.kind === "words" ? (list.querySelector(".qc-picked") ?? target) : target);
    hooks.onPassage(next);
  }

  const turnsOf = (one) => [...passages.turnsOn(one.start, one.end), passages.units[one.index].turn];

  /** Outline what is current, and put the tab stop there and on its chips. */
  function markCurrent(at) {
    const row = rows[at];
    const here = turnsOf(passage).includes(at);
    row.element.classList.toggle("qc-here", here && passage.kind === "words");
    const stop = focusable(passage.turn);
    for (const one of [row.element, ...row.text.querySelectorAll(".qc-segment")]) {
      const is = one === stop || Number(one.dataset.unit) === passage.index;
      one.classList.toggle("qc-current", is && passage.kind === "unit");
      one.tabIndex = one === stop ? 0 : -1;
      if (is) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    for (const one of row.chips.querySelectorAll("button")) one.tabIndex = here ? 0 : -1;
  }

  /** What has the focus while a passage is current. */
  function focusable(at) {
    const row = rows[at];
    return (row.bySegment && row.text.querySelector(`[data-unit="${passage.index}"]`)) || row.element;
  }

  /** Show which words a coding stands on, and which chip belongs to words. */
  function light(id, yes) {
    lit = yes ? id : "";
    const coding = passages.coding(id) ?? passages.suggestion(id);
    if (!coding) return;
    for (const at of passages.turnsOn(coding.start, coding.end)) {
      const row = rows[at];
      const whole = covers(coding, passages.turns[at]);
      row.text.classList.toggle("qc-lit", yes && whole);
      for (const one of row.text.querySelectorAll("[data-on]"))
        if (one.dataset.on.split(" ").includes(id)) one.classList.toggle("qc-lit", yes);
      for (const one of row.chips.children)
        if (one.dataset.coding === id || one.dataset.suggestion === id) one.classList.toggle("qc-lit", yes);
    }
  }

  // --- pointer

  let pressed = false;

  function pointTo(event) {
    pressed = false;
    const chosen = selectedPlaces();
    if (chosen) {
      const next = passages.selectionOf(chosen.from, chosen.to, event.altKey);
      // Drawing the words again takes the browser's selection away; ours is seen also while the focus is elsewhere.
      getSelection().removeAllRanges();
      if (next) return go(next, { scroll: false });
    }
    const row = rows.find((one) => one.element.contains(event.target));
    if (!row || event.target.closest(".qc-chips")) return;
    const segment = event.target.closest(".qc-segment");
    const at = rows.indexOf(row);
    go(segment ? passages.units[segment.dataset.unit] : passages.unitAt(passages.turns[at].start), { scroll: false });
  }

  /** Where the browser's own selection begins and ends, in units of turns; null where nothing is selected. */
  function selectedPlaces() {
    const selected = getSelection();
    if (!selected.rangeCount || selected.isCollapsed) return null;
    const range = selected.getRangeAt(0);
    const hit = rows.map((row, at) => ({ row, at })).filter(({ row }) => range.intersectsNode(row.text));
    if (!hit.length) return null;
    const [first, last] = [hit[0], hit.at(-1)];
    return {
      from: { turn: first.at, units: unitsBefore(first.row.text, range.startContainer, range.startOffset) ?? 0 },
      to: {
        turn: last.at,
        units: unitsBefore(last.row.text, range.endContainer, range.endOffset) ?? last.row.text.textContent.length,
      },
    };
  }

  list.addEventListener("mousedown", (event) => {
    if (event.target.closest(".qc-chips")) return event.preventDefault();
    pressed = event.button === 0;
  });
  // Selected words are ours, not the browser's; they can be copied all the same.
  list.addEventListener("copy", (event) => {
    if (passage?.kind !== "words" || !getSelection().isCollapsed) return;
    event.clipboardData.setData("text/plain", passages.textOf(passage));
    event.preventDefault();
  });
  const released = (event) => pressed && pointTo(event);
  document.addEventListener("mouseup", released);

  const lightOf = (yes) => (event) => {
    const chip = event.target.closest("[data-coding], [data-suggestion]");
    if (chip) return light(chip.dataset.coding ?? chip.dataset.suggestion, yes);
    const ids = event.target.closest("[data-on]")?.dataset.on;
    for (const id of ids ? ids.split(" ") : []) light(id, yes);
  };
  for (const [kind, yes] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    list.addEventListener(kind, lightOf(yes));

  return {
    element: list,
    show,
    redraw,
    go,
    light,
    passage: () => passage,
    focus: () => passage && focusable(passage.turn).focus({ preventScroll: true }),
    close: () => document.removeEventListener("mouseup", released),
  };
}

function rowOf(shell, turn, at, bySegment) {
  const text = h("div", { class: "qc-text" });
  const edge = h("div", { class: "qc-edge", "aria-hidden": "true" });
  const chips = h("div", { class: "qc-chips" });
  const element = h(
    "div",
    {
      class: `qc-turn${turn.role === "interviewer" ? " qc-interviewer" : ""}`,
      role: "listitem",
      tabindex: "-1",
      dataset: { turn: at },
    },
    h(
      "div",
      { class: "qc-turn-head" },
      h("span", { class: "qc-number" }, turn.number),
      h("span", { class: "qc-speaker" }, turn.speaker),
      turn.role === "interviewer" && h("span", { class: "qc-area" }, shell.words("interviewer")),
      turn.area && h("span", { class: "qc-area" }, turn.area),
      turn.time && h("span", { class: "qc-time" }, turn.time),
    ),
    edge,
    text,
    chips,
  );
  return { element, text, edge, chips, bySegment, lanes: new Map(), whole: [], hidden: 0 };
}

const covers = (one, turn) => one.start <= turn.start && one.end >= turn.end;
const touches = (one, turn) => one.start < turn.end && turn.start < one.end;

/** How far below the words a lane lies; others' codings are broken lines. */
function band(shell, coding, lane, lanes) {
  const color = `color-mix(in srgb, ${shell.colorOf(coding.code)} 85%, var(--qc-fg))`;
  const line = coding.own
    ? `linear-gradient(${color}, ${color})`
    : `repeating-linear-gradient(90deg, ${color} 0 5px, transparent 5px 8px)`;
  return `${line} 0 calc(100% - ${(lanes - 1 - lane) * 5}px) / 100% 3px no-repeat`;
}

function edgeBand(shell, coding) {
  const style = { "--qc-code": shell.colorOf(coding.code) };
  return h("span", { class: coding.own ? "" : "qc-others", style, dataset: { on: coding.id } });
}

/** UTF-16 units of an element's text before a place in it; null for a place outside. */
function unitsBefore(element, node, offset) {
  if (!element.contains(node)) return null;
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The key of what has the focus in an element, by which it is found again; null where the focus is elsewhere. */
function focusIn(element) {
  const active = document.activeElement;
  return element.contains(active) ? (active.dataset.keep ?? "") : null;
}

function find(element, keep) {
  if (!keep) return null;
  return [...element.querySelectorAll("[data-keep]")].find((one) => one.dataset.keep === keep) ?? null;
}
