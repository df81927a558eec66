import { pointsAt, sentenceEnds, trimUnits, unitsAt, wholeSigns, wholeWords, wordsIn } from "./text.js";

// A transcript as data: its turns, the passages one steps through, and which codings lie where. Nothing is drawn here.
// All positions are code points of the document's version, except where a name says units.

/** Make the data of a coding page's transcript. */
export function passagesOf(page) {
  const turns = page.turns;
  const steps = page.segments.length ? page.segments.map(([start, end]) => ({ start, end })) : turns;
  const units = steps.map(({ start, end }, index) => ({ kind: "unit", index, start, end, turn: turnAt(start) }));
  const codings = new Map();
  const onTurn = turns.map(() => new Map());
  let suggestions = [];
  const words = new Map();

  /** The turn that a position lies in; the line feed after a turn belongs to it. */
  function turnAt(position) {
    let [low, high] = [0, turns.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (turns[middle].start <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Numbers of the turns that a stretch touches. */
  function turnsOn(start, end) {
    const numbers = [];
    let at = turnAt(start);
    do numbers.push(at++);
    while (at < turns.length && turns[at].start < end);
    return numbers;
  }

  function put(coding) {
    const touched = drop(coding.id);
    codings.set(coding.id, coding);
    for (const at of turnsOn(coding.start, coding.end)) {
      onTurn[at].set(coding.id, coding);
      touched.add(at);
    }
    return touched;
  }

  function drop(id) {
    const coding = codings.get(id);
    if (!coding) return new Set();
    const touched = new Set(turnsOn(coding.start, coding.end));
    for (const at of touched) onTurn[at].delete(id);
    codings.delete(id);
    return touched;
  }

  /** Take new suggestions; return the turns on which something is other than before. */
  function suggest(next) {
    const told = (all) => new Map(all.map((one) => [one.id, JSON.stringify(one)]));
    const [before, after] = [told(suggestions), told(next)];
    const other = [...suggestions, ...next].filter((one) => before.get(one.id) !== after.get(one.id));
    suggestions = next;
    return new Set(other.flatMap((one) => turnsOn(one.start, one.end)));
  }

  const meets = (one, { start, end }) => one.start < end && start < one.end;

  function codingsIn(passage) {
    const found = new Map();
    for (const at of turnsOn(passage.start, passage.end))
      for (const one of onTurn[at].values()) if (meets(one, passage)) found.set(one.id, one);
    return inOrder([...found.values()]);
  }

  function unitAt(position) {
    let best = 0;
    for (const unit of units) if (unit.start <= position) best = unit.index;
    return units[best];
  }

  /** The next unit, in a direction, that the coder has left without a code; null where there is none. */
  function nextUncoded(index, by) {
    for (let step = 1; step <= units.length; step += 1) {
      const unit = units[(((index + by * step) % units.length) + units.length) % units.length];
      if (turns[unit.turn].role !== "interviewer" && !codingsIn(unit).some((one) => one.own)) return unit;
    }
    return null;
  }

  /** Words of a turn, as positions in the document. */
  function wordsOn(at) {
    if (!words.has(at)) {
      const { text, start } = turns[at];
      const place = (units) => start + pointsAt(text, units);
      words.set(at, wordsIn(text).map(([from, to]) => ({ start: place(from), end: place(to) })));
    }
    return words.get(at);
  }

  /** The first word after (by = 1) or the last before (by = -1) a position, counting one side of words. */
  function wordFrom(position, side, by) {
    for (let at = turnAt(position); at >= 0 && at < turns.length; at += by) {
      const here = wordsOn(at);
      const found = by > 0 ? here.find((one) => one[side] > position) : here.findLast((one) => one[side] < position);
      if (found) return found;
    }
    return null;
  }

  const wordsWithin = (passage) =>
    turnsOn(passage.start, passage.end).flatMap(wordsOn).filter((one) => meets(one, passage));

  const selection = (start, end) => ({ kind: "words", start, end, turn: turnAt(start), index: unitAt(start).index });

  /** A stretch as a passage: the unit that it is, or a selection. */
  function passageOf({ start, end }) {
    const unit = unitAt(start);
    return unit.start === start && unit.end === end ? unit : selection(start, end);
  }

  /** Move the start of a selection by a word; at its end it pushes the end along. */
  function moveStart(passage, by) {
    if (passage.kind === "unit") {
      const word = wordsWithin(passage).at(by > 0 ? 0 : -1);
      return word ? selection(word.start, word.end) : null;
    }
    const word = wordFrom(passage.start, "start", by);
    return word && selection(word.start, Math.max(word.end, passage.end));
  }

  /** Move the end of a selection by a word; one word always stays. */
  function moveEnd(passage, by) {
    const inside = wordsWithin(passage);
    if (passage.kind === "unit") {
      const word = by > 0 ? inside[0] : inside.at(-2);
      return word ? selection(inside[0].start, word.end) : null;
    }
    if (by < 0) return inside.length > 1 ? selection(passage.start, inside.at(-2).end) : null;
    const word = wordFrom(passage.end, "end", 1);
    return word && selection(passage.start, word.end);
  }

  /** Move the end of a selection to where a sentence ends; over the end of a turn into the next. */
  function moveEndBySentence(passage, by) {
    const from = passage.kind === "unit" ? passage.start : passage.end;
    const start = passage.kind === "unit" ? (wordsWithin(passage)[0]?.start ?? passage.start) : passage.start;
    for (let at = turnAt(from); at >= 0 && at < turns.length; at += by) {
      const turn = turns[at];
      const ends = sentenceEnds(turn.text).map((units) => turn.start + pointsAt(turn.text, units));
      const end = by > 0 ? ends.find((one) => one > from) : ends.findLast((one) => one < from);
      if (end !== undefined) return end > start ? selection(start, end) : null;
    }
    return null;
  }

  /**
   * The selection between two places in UTF-16 units of turns, {turn, units}: without white space at its ends, and
   * widened to whole words; `exact` widens to whole signs only. Null where only white space is left.
   */
  function selectionOf(from, to, exact) {
    let [first, last, start, end] = [from.turn, to.turn, from.units, to.units];
    const text = (at) => turns[at].text;
    const firstPart = () => trimUnits(text(first), start, first === last ? end : text(first).length);
    while (first < last && !firstPart()) [first, start] = [first + 1, 0];
    while (first < last && !trimUnits(text(last), 0, end)) [last, end] = [last - 1, text(last - 1).length];
    if (!firstPart()) return null;
    start = firstPart()[0];
    end = trimUnits(text(last), first === last ? start : 0, end)[1];
    const whole = exact ? wholeSigns : wholeWords;
    const [left] = whole(text(first), start, first === last ? end : text(first).length);
    const [, right] = whole(text(last), first === last ? start : 0, end);
    const place = (at, units) => turns[at].start + pointsAt(text(at), units);
    return selection(place(first, left), place(last, right));
  }

  /** The part of a stretch that lies in a turn, in UTF-16 units of the turn. */
  function unitsOn(at, { start, end }) {
    const turn = turns[at];
    return {
      start: unitsAt(turn.text, Math.max(0, start - turn.start)),
      end: unitsAt(turn.text, Math.max(0, Math.min(end, turn.end) - turn.start)),
    };
  }

  /** Words of a stretch as they stand in the text. */
  function textOf(passage) {
    return turnsOn(passage.start, passage.end)
      .map((at) => {
        const { start, end } = unitsOn(at, passage);
        return turns[at].text.slice(start, end);
      })
      .join("\n");
  }

  for (const one of page.codings) put(one);
  suggest(page.suggestions);

  return {
    turns,
    units,
    turnAt,
    turnsOn,
    put,
    drop,
    suggest,
    unitAt,
    unitsOn,
    textOf,
    codingsIn,
    nextUncoded,
    moveStart,
    moveEnd,
    moveEndBySentence,
    passageOf,
    selectionOf,
    coding: (id) => codings.get(id),
    codingsOn: (at) => inOrder([...onTurn[at].values()]),
    suggestion: (id) => suggestions.find((one) => one.id === id),
    suggestionsIn: (passage) => suggestions.filter((one) => meets(one, passage)).sort((a, b) => a.rank - b.rank),
    suggestionsLeft: () => suggestions.filter(isOpen).length,
  };
}

/** Whether a suggestion waits for an answer. */
export function isOpen(suggestion) {
  return suggestion.suggested && suggestion.answer === "";
}

function inOrder(codings) {
  return codings.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
}
