// Lanes: underlines of codings that overlap lie under each other, each in a lane of its own.

/** How many lanes are drawn; of codings beyond them only the number is said. */
export const LANES = 4;

/**
 * Give each span of a turn a lane: Map of id to number, 0 nearest to the words. A span that was drawn keeps its lane,
 * so that nothing jumps when another is added; others take the lowest lane that is free on all their words.
 */
export function layLanes(spans, before = new Map()) {
  const lanes = new Map();
  const taken = [];
  const free = (span, lane) => !(taken[lane] ?? []).some((one) => one.start < span.end && span.start < one.end);
  const put = (span, lane) => {
    lanes.set(span.id, lane);
    (taken[lane] ??= []).push(span);
  };
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const kept = (span) => (before.get(span.id) ?? LANES) < LANES && free(span, before.get(span.id));
  const later = [];
  for (const span of inOrder) {
    if (kept(span)) put(span, before.get(span.id));
    else later.push(span);
  }
  for (const span of later) {
    let lane = 0;
    while (!free(span, lane)) lane += 1;
    put(span, lane);
  }
  return lanes;
}
