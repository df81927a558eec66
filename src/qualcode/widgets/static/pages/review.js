import { fill, h } from "../dom.js";
import { keyCaps } from "../frame.js";
import { button, codeChooser, codeFacts, codeTag, drawAnew, keptIn, meter } from "./parts.js";
import { pageHead, stanceTag, turningButtons, turningKeys } from "./parts.js";

const WORD_FOR_SCORE = [
  [0.85, "very_likely"],
  [0.6, "likely"],
  [0.35, "possible"],
  [0, "unlikely"],
];

/**
 * Suggestions to answer, one passage at a time. Nothing is chosen beforehand: the focus stands on a suggestion as a
 * whole, and Enter does nothing there.
 */
export function reviewPage(shell) {
  const element = h("section", { class: "qc-page qc-review" });
  // `at` is a place in the queue, behind its end for the summary; `picked` is the suggestion that the keys answer.
  const state = { page: null, at: 0, picked: "", picking: "", unfolded: new Set() };
  const chooser = codeChooser(shell);
  const w = (key, values) => shell.words(`rv_${key}`, values);

  const items = () => state.page?.items ?? [];
  const item = () => items()[state.at];
  const openOf = (one) => one.suggestions.filter((each) => !each.answer);
  const picked = () => item()?.suggestions.find((one) => one.id === state.picked);

  function show(page, focused = false) {
    const before = state.page;
    const here = item();
    state.page = page;
    if (!before) state.at = firstOpen(0);
    else {
      const same = here ? page.items.findIndex((one) => sameItem(one, here)) : -1;
      state.at = same >= 0 ? same : Math.min(state.at, page.items.length);
    }
    settlePicked();
    draw();
    if (!before && focused) focusPicked();
  }

  function settlePicked() {
    const all = item()?.suggestions ?? [];
    const there = (id) => all.some((one) => one.id === id);
    if (!there(state.picked)) state.picked = (all.find((one) => !one.answer) ?? all[0])?.id ?? "";
    if (!there(state.picking)) state.picking = "";
  }

  /** The first passage from `at` on, and then from the start, that has a suggestion without an answer. */
  function firstOpen(at) {
    const all = items();
    const order = [...all.keys()].map((n) => (n + at) % all.length);
    return order.find((n) => openOf(all[n]).length) ?? all.length;
  }

  // --- drawing

  function draw() {
    drawAnew(element, () =>
      fill(
        element,
        pageHead(
          shell,
          "review",
          w("title"),
          h("span", { class: "qc-soft" }, w("coder", { coder: state.page.coder })),
          turningButtons(shell, state.page.turning, turn),
        ),
        progress(),
        item() ? passage(item()) : summary(),
      ),
    );
  }

  function progress() {
    const all = items().flatMap((one) => one.suggestions);
    const done = all.filter((one) => one.answer).length;
    const where = item()
      ? w("where", { n: state.at + 1, all: items().length, left: items().filter((one) => openOf(one).length).length })
      : w("at_end", { all: items().length });
    return h(
      "div",
      { class: "qc-row qc-overall" },
      meter(shell, w("progress"), done, all.length),
      h("span", {}, where),
      h(
        "span",
        { class: "qc-row qc-steps" },
        button(w("previous"), () => go(-1), { disabled: state.at === 0, dataset: { keep: "previous" } }, "p"),
        button(w("next"), () => go(1), { disabled: state.at >= items().length, dataset: { keep: "next" } }, "n"),
      ),
    );
  }

  function passage(one) {
    return h(
      "article",
      { class: "qc-review-item", "aria-label": w("passage", { document: one.document, n: one.segment }) },
      h(
        "p",
        { class: "qc-row qc-passage-head" },
        h("strong", {}, one.speaker),
        one.area && h("span", { class: "qc-soft" }, one.area),
        h(
          "button",
          {
            type: "button",
            class: "qc-link",
            onclick: () => shell.send("goto", { page: "coding", document: one.document, at: one.start }),
            title: w("to_text"),
            dataset: { keep: "to text" },
          },
          w("passage", { document: one.document, n: one.segment }),
        ),
      ),
      one.question &&
        h("p", { class: "qc-context" }, h("span", { class: "qc-unseen" }, `${w("question")} `), one.question),
      h("blockquote", { class: "qc-words" }, one.text),
      ownCodes(one),
      h("h3", {}, w("suggestions", { n: one.suggestions.length })),
      h("div", { class: "qc-offers" }, one.suggestions.map(offer)),
    );
  }

  function ownCodes(one) {
    const own = one.own.map((each) => h("li", {}, codeTag(shell, each.code), stanceTag(shell, each.stance)));
    return h(
      "div",
      { class: "qc-row" },
      h("span", { class: "qc-soft" }, w(own.length ? "own" : "own_none")),
      own.length > 0 && h("ul", { class: "qc-named-list", "aria-label": w("own") }, own),
    );
  }

  function offer(one, at) {
    const current = one.id === state.picked;
    const name = shell.codeOf(one.code).name;
    return h(
      "div",
      {
        class: `qc-offer${current ? " qc-current" : ""}${one.answer ? " qc-answered" : ""}`,
        role: "group",
        tabindex: current ? "0" : "-1",
        "aria-label": w("offer", { n: at + 1, code: name, score: scoreWords(one), state: answerWords(one) }),
        "aria-current": current ? "true" : null,
        dataset: { keep: `offer ${one.id}`, offer: one.id },
        onfocusin: () => pick(one.id),
        onclick: () => pick(one.id),
      },
      h(
        "div",
        { class: "qc-row qc-offer-head" },
        at < 9 && keyCaps([String(at + 1)]),
        codeTag(shell, one.code),
        h("span", { class: "qc-likelihood" }, scoreWords(one)),
        !one.suggested && h("span", { class: "qc-soft" }, w("below")),
      ),
      one.evidence && because(one.evidence),
      state.unfolded.has(one.code) && codeFacts(shell, one.code),
      h("div", { class: "qc-row" }, one.answer ? answered(one) : answers(one), factsButton(one)),
      state.picking === one.id && chooser.element,
    );
  }

  function because(evidence) {
    return h("p", { class: "qc-because" }, h("span", { class: "qc-soft" }, `${w("evidence")} `), evidence);
  }

  function scoreWords(one) {
    const word = WORD_FOR_SCORE.find(([from]) => one.score >= from)[1];
    return `${w(word)} · ${shell.number(one.score, 2)}`;
  }

  function answerWords(one) {
    return one.answer ? shell.words(`answered_${one.answer}`) : w("open");
  }

  function answered(one) {
    const sign = { accept: "✓", accept_as: "→", reject: "✗", later: "…" }[one.answer];
    return h(
      "strong",
      { class: "qc-answer-given" },
      h("span", { class: "qc-sign", "aria-hidden": "true" }, sign),
      answerWords(one),
    );
  }

  function answers(one) {
    const code = shell.codeOf(one.code).name;
    const act = (key, press, run) => {
      const attributes = { "aria-label": w(`${key}_label`, { code }), dataset: { keep: `${key} ${one.id}` } };
      return button(shell.words(`answer_${key}`), run, attributes, press);
    };
    return [
      act("accept", "a", () => answer(one, "accept")),
      act("reject", "r", () => answer(one, "reject")),
      act("accept_as", "o", () => openPicker(one)),
      act("later", "s", () => answer(one, "later")),
    ];
  }

  function factsButton(one) {
    const open = state.unfolded.has(one.code);
    return button(w(open ? "hide_facts" : "facts"), () => toggleFacts(one), {
      class: "qc-button qc-bare",
      "aria-expanded": String(open),
      dataset: { keep: `facts ${one.id}` },
    }, "d");
  }

  function summary() {
    const all = items().flatMap((one) => one.suggestions);
    const count = (...kinds) => all.filter((one) => kinds.includes(one.answer)).length;
    const open = all.filter((one) => !one.answer).length;
    const words = (key) => (key === "open" ? w("sum_open") : shell.words(`answered_${key}`));
    const line = (key, n) => h("li", {}, h("strong", {}, shell.number(n)), " ", words(key));
    return h(
      "article",
      { class: "qc-box qc-summary", tabindex: "-1", dataset: { keep: "summary" } },
      h("h3", {}, items().length ? w(open ? "end_open" : "end") : w("empty")),
      items().length > 0 &&
        h(
          "ul",
          {},
          line("accept", count("accept")),
          line("accept_as", count("accept_as")),
          line("reject", count("reject")),
          line("later", count("later")),
          line("open", open),
        ),
      h(
        "div",
        { class: "qc-row" },
        open > 0 && button(w("to_open", { n: open }), () => move(firstOpen(0)), { dataset: { keep: "to open" } }),
        button(shell.words("refresh_suggestions"), fresh, {
          title: shell.words("refresh_suggestions_tip"),
          dataset: { keep: "fresh" },
        }),
        button(w("to_overview"), () => shell.send("goto", { page: "overview" }), { dataset: { keep: "to overview" } }),
      ),
    );
  }

  // --- moving

  function pick(id) {
    if (state.picked === id) return;
    state.picked = id;
    for (const one of element.querySelectorAll("[data-offer]")) {
      const current = one.dataset.offer === id;
      one.classList.toggle("qc-current", current);
      one.tabIndex = current ? 0 : -1;
      if (current) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }

  function focusPicked() {
    const one = keptIn(element, item() ? `offer ${state.picked}` : "summary");
    one?.focus({ preventScroll: true });
    one?.scrollIntoView({ block: "nearest" });
  }

  function move(at) {
    state.at = Math.max(0, Math.min(items().length, at));
    Object.assign(state, { picked: "", picking: "" });
    settlePicked();
    draw();
    focusPicked();
  }

  function go(by) {
    move(state.at + by);
    if (item()) shell.announce(w("where_short", { n: state.at + 1, all: items().length }));
  }

  function step(by) {
    const all = item()?.suggestions ?? [];
    const at = all.findIndex((one) => one.id === state.picked) + by;
    if (all[at]) pick(all[at].id);
    focusPicked();
  }

  // --- acting

  async function answer(one, what, code = "") {
    if (one.answer) return;
    const fields = what === "accept_as" ? { id: one.id, answer: what, code } : { id: one.id, answer: what };
    if (!(await shell.send("decide", fields))) return;
    const name = shell.codeOf(code || one.code).name;
    shell.announce(what === "accept_as" ? w("did_accept_as", { code: name }) : shell.words(`said_${what}`, { name }));
    state.picking = "";
    onward(one);
  }

  /** After an answer: the next suggestion of the passage, else the next passage with one. */
  function onward(one) {
    const here = item();
    if (!here?.suggestions.some((each) => each.id === one.id)) return land(state.picked);
    const at = here.suggestions.findIndex((each) => each.id === one.id);
    const open = [...here.suggestions.slice(at + 1), ...here.suggestions.slice(0, at)].find((each) => !each.answer);
    if (!open) return move(firstOpen(state.at));
    return land(open.id);
  }

  /** Draw, and go to a suggestion; drawing gives the focus back to where it was, which picks that one. */
  function land(id) {
    draw();
    pick(id);
    focusPicked();
  }

  function openPicker(one) {
    if (one.answer) return;
    Object.assign(state, { picked: one.id, picking: one.id });
    draw();
    chooser.open({
      purpose: shell.words("search_accept_as", { name: shell.codeOf(one.code).name }),
      codes: state.page.codes,
      counts: state.page.counts,
      pick: (code) => (code === one.code ? answer(one, "accept") : answer(one, "accept_as", code)),
      leave: closeChooser,
    });
  }

  function closeChooser() {
    state.picking = "";
    draw();
    focusPicked();
  }

  function toggleFacts(one) {
    if (!state.unfolded.delete(one.code)) state.unfolded.add(one.code);
    draw();
  }

  async function fresh() {
    if (await shell.send("suggest", { refresh: true })) move(firstOpen(0));
  }

  /** Undo or redo, and go to the passage whose answer it changed. */
  async function turn(what) {
    const before = new Map(items().flatMap((one) => one.suggestions.map((each) => [each.id, each.answer])));
    if (!(await shell.send(what))) return;
    const changed = (one) => before.has(one.id) && before.get(one.id) !== one.answer;
    const at = items().findIndex((one) => one.suggestions.some(changed));
    if (at < 0) return;
    state.at = at;
    land(items()[at].suggestions.find(changed).id);
  }

  /** A key that is held down answers once: the next suggestion has not been read yet. */
  const forPicked = (run) => (event) => {
    if (!picked()) return false;
    return event.repeat ? undefined : void run(picked());
  };
  const numbered = (event) => {
    const one = item()?.suggestions[Number(event.key) - 1];
    if (!one) return false;
    pick(one.id);
    focusPicked();
  };
  const said = { footer: true, group: "keys_suggestions" };
  const moving = { group: "keys_move" };
  const keys = [
    { on: ["a"], does: "key_accept", run: forPicked((one) => answer(one, "accept")), ...said },
    { on: ["r"], does: "key_reject", run: forPicked((one) => answer(one, "reject")), ...said },
    { on: ["o"], does: "key_accept_as", run: forPicked(openPicker), ...said },
    { on: ["s"], does: "key_later", run: forPicked((one) => answer(one, "later")), ...said },
    { on: ["d"], does: "rv_key_facts", run: forPicked(toggleFacts), group: "keys_suggestions" },
    { on: ["n", "ArrowRight"], does: "rv_key_next", run: () => go(1), footer: true, ...moving },
    { on: ["p", "ArrowLeft"], does: "rv_key_previous", run: () => go(-1), footer: true, ...moving },
    { on: ["ArrowDown", "j"], does: "rv_key_down", run: () => step(1), ...moving },
    { on: ["ArrowUp", "k"], does: "rv_key_up", run: () => step(-1), ...moving },
    { on: [..."123456789"], caps: ["1–9"], does: "rv_key_number", run: numbered, ...moving },
    ...turningKeys(turn),
  ];

  return { element, show, patch: (message) => show({ ...state.page, ...message }), keys };
}

function sameItem(a, b) {
  return a.document === b.document && a.segment === b.segment && a.start === b.start;
}
