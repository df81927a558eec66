// Positions in text. The desk counts Unicode code points; the browser counts UTF-16 units. Positions are converted
// here and nowhere else. In this file `units` are UTF-16 units and `points` are code points.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;
const PAIRS = new RegExp(PAIR, "g");

/** How many code points stand before a UTF-16 position. */
export function pointsAt(text, units) {
  const before = text.slice(0, units);
  return PAIR.test(before) ? units - before.match(PAIRS).length : before.length;
}

/** The UTF-16 position of a code point. */
export function unitsAt(text, points) {
  if (!PAIR.test(text)) return Math.min(points, text.length);
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
  return units;
}

// Letters with their marks, digits; joined by a hyphen or an apostrophe inside: "e-mail", "TV'et", "å" of two points.
const PART = "[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]*";
const FLAG = "\\p{RI}\\p{RI}";
const PICTURE = "\\p{Extended_Pictographic}(?:\\p{EMod}|\\ufe0f|\\u200d\\p{Extended_Pictographic})*";
const WORD = new RegExp(`${PART}(?:[-'’\\u2010\\u2011]${PART})*|${FLAG}|${PICTURE}`, "gu");

/** Words of a text, and signs such as emoji that stand for one: pairs of UTF-16 positions. */
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
}

const SENTENCE = /[.!?…]+["'”“»«’)\]]*(?=\s|$)/g;

/** Where sentences end, the end of the text included: UTF-16 positions. */
export function sentenceEnds(text) {
  const ends = [...text.matchAll(SENTENCE)].map((found) => found.index + found[0].length);
  return ends.at(-1) === text.length ? ends : [...ends, text.length];
}

// What str.strip() of Python takes for white space; the desk trims in the same way.
const SPACE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Leave out white space at both ends; null where nothing remains. */
export function trimUnits(text, start, end) {
  while (start < end && SPACE.test(text[start])) start += 1;
  while (end > start && SPACE.test(text[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}

const CLUSTERS = new Intl.Segmenter("da", { granularity: "grapheme" });

/** Widen a stretch to whole signs as they are read: never half an emoji, never a letter without its accent. */
export function wholeSigns(text, start, end) {
  const signs = CLUSTERS.segment(text);
  const first = signs.containing(start);
  const last = end > 0 ? signs.containing(end - 1) : undefined;
  return [first ? first.index : start, last ? last.index + last.segment.length : end];
}

/** Widen a stretch to the words at its ends. */
export function wholeWords(text, start, end) {
  let [from, to] = [start, end];
  for (const [a, b] of wordsIn(text)) {
    if (a < start && start < b) from = a;
    if (a < end && end < b) to = b;
  }
  return [from, to];
}

/**
 * Cut a stretch at the borders of spans that lie on it: [{start, end, on}], where `on` are the spans that cover the
 * piece, in the order given. Spans and pieces are in the same unit.
 */
export function piecesOf(start, end, spans) {
  const here = spans.filter((one) => one.start < end && start < one.end);
  const cuts = new Set([start, end]);
  for (const one of here) {
    cuts.add(Math.max(start, one.start));
    cuts.add(Math.min(end, one.end));
  }
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, at) => {
    const to = borders[at + 1];
    return { start: from, end: to, on: here.filter((one) => one.start < to && from < one.end) };
  });
}
