import { fill, h } from "../dom.js";
import { scrollInto } from "../tree.js";
import { counted, drawAnew, keptIn } from "./parts.js";

// The list of places of the adjudication page, with its filters.

const CODES_SHOWN = 3;

/** Whether coders differ at a place. */
export const differsAt = (place) => place.differ.length > 0;

/** Whether a place waits to be settled: it never was, or what stands there has changed since. */
export const waitsAt = (place) => !place.settled || place.settled.outdated;

/** Words for where a place is. */
export function whereOf(shell, { document, first, last }) {
  if (first === last) return shell.words("ad_where_turn", { document, n: first });
  return shell.words("ad_where_turns", { document, first, last });
}

const SHOWS = {
  open: (place) => waitsAt(place) && differsAt(place),
  settled: (place) => !waitsAt(place),
  agreed: (place) => !differsAt(place),
  all: () => true,
};

/** Make the list. `go(id)` opens a place, `begun(place)` says whether somebody has begun to choose there. */
export function placeList(shell, { go, begun }) {
  const filters = h("div", { class: "qc-filters" });
  const list = h("ol", { class: "qc-places", dataset: { scroll: "places" } });
  const none = h("p", { class: "qc-soft" });
  const element = h("aside", { class: "qc-place-list" }, filters, list, none);
  const wanted = { show: "open", code: "" };
  const w = (key, values) => shell.words(`ad_${key}`, values);
  let places = [];
  let at = "";

  /** The places that are listed; the one that is open stays until another is chosen. */
  function shown() {
    return places.filter((one) => one.id === at || fits(one));
  }

  function fits(one) {
    const { show, code } = wanted;
    const has = () => one.versions.some((version) => version.codings.some((coding) => coding.code === code));
    return SHOWS[show](one) && (!code || one.differ.includes(code) || has());
  }

  /** Draw the list; an entry that says the same as before stays as it is, since there may be many hundreds. */
  function draw(now, open) {
    places = now;
    at = open;
    const all = shown();
    const total = places.reduce((sum, one) => sum + one.cost, 0);
    fill(filters, showFilter(), codeFilter());
    list.setAttribute("aria-label", w("places"));
    none.textContent = all.some(fits) ? "" : w("none_shown");
    const old = [...list.children];
    const before = new Map(old.map((one) => [one.dataset.id, one]));
    const entries = all.map((one) => entry(one, total, before.get(one.id)));
    const moved = entries.length !== old.length || entries.some((one, n) => one.dataset.id !== old[n].dataset.id);
    if (moved) fill(list, entries);
    else entries.forEach((one, n) => one !== old[n] && old[n].replaceWith(one));
  }

  function showFilter() {
    const label = (key) => w(`show_${key}`, { n: places.filter(SHOWS[key]).length });
    return filter(
      "show",
      w("show"),
      Object.keys(SHOWS).map((key) => [key, label(key)]),
    );
  }

  function codeFilter() {
    const n = new Map();
    for (const one of places) for (const code of one.differ) n.set(code, (n.get(code) ?? 0) + 1);
    const names = [...n].map(([code, times]) => [code, `${shell.codeOf(code).name} (${times})`]);
    names.sort((a, b) => a[1].localeCompare(b[1], shell.language));
    return filter("code", w("filter_code"), [["", w("any_code")], ...names]);
  }

  function filter(field, label, options) {
    const change = (event) => {
      wanted[field] = event.target.value;
      drawAnew(element, () => draw(places, at));
    };
    return h(
      "label",
      {},
      h("span", {}, label),
      h(
        "select",
        { class: "qc-select", onchange: change, dataset: { keep: `filter ${field}` } },
        options.map(([value, name]) => h("option", { value, selected: value === wanted[field] }, name)),
      ),
    );
  }

  // --- entries

  function entry(one, total, before) {
    const names = one.differ.map((code) => shell.codeOf(code).name);
    const more = names.length > CODES_SHOWN ? ` +${names.length - CODES_SHOWN}` : "";
    const costs = differsAt(one) && total > 0;
    const said = {
      current: one.id === at,
      status: statusOf(one),
      codes: names.slice(0, CODES_SHOWN).join(", ") + more,
      cost: costs ? w("cost", { percent: shell.number((100 * one.cost) / total, 1) }) : "",
    };
    const sign = JSON.stringify(said);
    return before?.dataset.sign === sign ? before : drawEntry(one, said, sign);
  }

  function drawEntry(one, { current, status, codes, cost }, sign) {
    return h(
      "li",
      { dataset: { id: one.id, sign } },
      h(
        "button",
        {
          type: "button",
          class: "qc-place-entry",
          "aria-current": current ? "true" : null,
          onclick: () => go(one.id),
          dataset: { keep: `place ${one.id}`, place: one.id },
        },
        h("span", { class: "qc-row" }, h("strong", {}, whereOf(shell, one)), statusTag(status)),
        codes && h("span", { class: "qc-line" }, codes),
        cost && h("span", { class: "qc-line qc-soft", title: w("cost_why") }, cost),
      ),
    );
  }

  function statusOf(one) {
    const key = one.settled ? (one.settled.outdated ? "outdated" : "settled") : differsAt(one) ? "open" : "agreed";
    return { key, words: begun(one) ? `${w(`is_${key}`)} · ${w("drafted")}` : w(`is_${key}`) };
  }

  function statusTag({ key, words }) {
    const sign = { outdated: "!", settled: "✓", open: "≠", agreed: "=" }[key];
    return h(
      "span",
      { class: `qc-status-sign ${key === "open" || key === "outdated" ? "qc-alert" : "qc-soft"}` },
      h("span", { class: "qc-sign", "aria-hidden": "true" }, sign),
      words,
    );
  }

  /** How many differences wait, and how many places are settled. */
  function counts(settled) {
    const open = places.filter(SHOWS.open).length;
    const waits = open
      ? w("open_places", { differences: counted(shell, "differences", open) })
      : w("no_open_places");
    const done = w("settled_places", { places: counted(shell, "places", settled) });
    return h("span", {}, h("strong", {}, waits), " · ", done);
  }

  return {
    element,
    draw,
    shown,
    counts,
    /** The place that a page opens with: the first of the list. */
    first: (now) => (now.find(fits) ?? now[0])?.id ?? "",
    scrollTo: (id) => scrollInto(list, keptIn(list, `place ${id}`)),
  };
}
