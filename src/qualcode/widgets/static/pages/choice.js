// What can be chosen at a place where coders differ, and what is chosen. No element is made here.
//
// A line is one code at one stretch of words that coders may have drawn with other borders:
//   {key, code, said: Map of coder to her coding, extents: [{start, end, coders}]}
// A choice is a Map of key to {on, start, end, stance, code}. Memos of codings are the desk's to take along.

/** Lines of a place: codings of one code that share words stand on one line, one per coder. */
export function linesOf(place) {
  const lines = [];
  for (const version of place.versions)
    for (const coding of version.codings) {
      const line = lineFor(lines, version.coder, coding) ?? newLine(lines, coding);
      line.said.set(version.coder, coding);
    }
  for (const line of lines) line.extents = extentsOf(line);
  return lines.sort((a, b) => a.extents[0].start - b.extents[0].start || (a.key < b.key ? -1 : 1));
}

function lineFor(lines, coder, coding) {
  const open = lines.filter((one) => one.code === coding.code && !one.said.has(coder) && sharesWords(one, coding));
  const same = (line) => [...line.said.values()].some((one) => sameWords(one, coding));
  return open.find(same) ?? open[0];
}

function newLine(lines, coding) {
  const number = lines.filter((one) => one.code === coding.code).length;
  const line = { key: `${coding.code} ${number}`, code: coding.code, said: new Map(), extents: [] };
  lines.push(line);
  return line;
}

function sharesWords(line, coding) {
  return [...line.said.values()].some((one) => one.start < coding.end && coding.start < one.end);
}

function sameWords(a, b) {
  return a.start === b.start && a.end === b.end;
}

/** The borders that coders drew, the widest first; last, all of their words together where nobody had just these. */
function extentsOf(line) {
  const found = [];
  for (const [coder, coding] of line.said) {
    const known = found.find((one) => sameWords(one, coding));
    if (known) known.coders.push(coder);
    else found.push({ start: coding.start, end: coding.end, coders: [coder] });
  }
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const all = {
    start: Math.min(...found.map((one) => one.start)),
    end: Math.max(...found.map((one) => one.end)),
    coders: [],
  };
  return found.some((one) => sameWords(one, all)) ? found : [...found, all];
}

/** How coders differ on a line: "" for not at all, else "presence", "words", "stance". */
export function differenceOn(line, coders) {
  if (line.said.size < coders.length) return "presence";
  const said = [...line.said.values()];
  if (said.some((one) => !sameWords(one, said[0]))) return "words";
  return said.some((one) => one.stance !== said[0].stance) ? "stance" : "";
}

/** Take what one coder has on a line. */
function taken(line, coder) {
  const coding = line.said.get(coder);
  const { start, end, stance } = coding ?? [...line.said.values()][0];
  return { code: line.code, on: Boolean(coding), start, end, stance };
}

/** What stands chosen before anybody has chosen: that on which all agree. */
export function agreedChoice(lines, coders) {
  return new Map(
    lines.map((line) => {
      const [first] = line.said.keys();
      return [line.key, { ...taken(line, first), on: !differenceOn(line, coders) }];
    }),
  );
}

/** One coder's version as it is. */
export function choiceOf(lines, coder) {
  return new Map(lines.map((line) => [line.key, taken(line, coder)]));
}

/** All that anybody had: of borders the widest that a coder drew. */
export function mergedChoice(lines) {
  return new Map(
    lines.map((line) => {
      const widest = line.extents.find((one) => one.coders.length);
      return [line.key, { ...taken(line, widest.coders[0]), on: true }];
    }),
  );
}

/** No code. */
export function noChoice(lines) {
  return new Map(lines.map((line) => [line.key, { ...taken(line, [...line.said.keys()][0]), on: false }]));
}

/** What was settled, as a choice; what no coder had becomes a line of its own. */
export function settledChoice(lines, codings) {
  const choice = noChoice(lines);
  for (const coding of codings) {
    const { code, start, end, stance } = coding;
    const line = lines.find((one) => one.code === code && !choice.get(one.key).on && sharesWords(one, coding));
    choice.set(line?.key ?? addedKey(choice), { code, start, end, stance, on: true });
  }
  return choice;
}

/** A key for a code that no coder had there. */
export function addedKey(choice) {
  let number = 0;
  while (choice.has(`+${number}`)) number += 1;
  return `+${number}`;
}

/** The codings that a choice comes to, as the desk wants them. */
export function codingsOf(choice) {
  return [...choice.values()]
    .filter((one) => one.on)
    .map(({ start, end, code, stance }) => ({ start, end, code, stance }));
}
