import { fill, h } from "../dom.js";
import { addedKey, agreedChoice, choiceOf, codingsOf, linesOf } from "./choice.js";
import { mergedChoice, noChoice, settledChoice } from "./choice.js";
import { button, codeChooser, counted, drawAnew, keptIn, pageHead, question } from "./parts.js";
import { turningButtons, turningKeys } from "./parts.js";
import { choiceTable, extentWords, lightUp, placeText, settledBox, settledCodes } from "./place.js";
import { differsAt, placeList, waitsAt, whereOf } from "./placelist.js";

/** Places where coders differ, the costliest first: choose, merge or write new, say why, settle. */
export function adjudicationPage(shell) {
  const list = placeList(shell, { go, begun: (one) => differsAt(one) && Boolean(state.drafts.get(one.id)?.touched) });
  const head = h("div", { class: "qc-page-top" });
  const here = h("div", { class: "qc-place", dataset: { scroll: "place" } });
  const split = h("div", { class: "qc-split" }, list.element, here);
  const empty = h("p", { class: "qc-soft" });
  const element = h("section", { class: "qc-page qc-adjudication" }, head, split, empty);
  const chooser = codeChooser(shell);
  // A draft is what somebody has begun to choose at a place: {choice, memo, touched, stands}. It is kept while other
  // places are looked at, and ends where the place is settled or what stands there has changed.
  const state = { page: null, at: "", drafts: new Map(), again: "", adding: false, asking: false };
  const w = (key, values) => shell.words(`ad_${key}`, values);

  const places = () => state.page.places;
  const place = () => places().find((one) => one.id === state.at) ?? null;
  const codersOf = (one) => one.versions.map((version) => version.coder);

  function show(page, focused = false) {
    const first = !state.page;
    state.page = page;
    for (const [id, draft] of state.drafts) {
      const now = places().find((one) => one.id === id);
      if (!now || stands(now) !== draft.stands) state.drafts.delete(id);
    }
    if (!place()) state.at = list.first(places());
    if (!page.agreed) state.asking = false;
    draw();
    if (first && focused) focusPlace();
  }

  /** What a draft was begun on, to be compared. */
  function stands(one) {
    return JSON.stringify([one.versions, one.settled]);
  }

  // --- drawing

  function draw() {
    drawAnew(element, () => {
      list.draw(places(), state.at);
      drawHead();
      drawPlace();
    });
  }

  function drawHead() {
    const { coders, round, into, turning, coder } = state.page;
    const about = w("about", { coders: coders.join(", "), n: round, into });
    fill(
      head,
      pageHead(
        shell,
        "adjudication",
        w("title"),
        h("span", { class: "qc-soft" }, about),
        turningButtons(shell, turning, turn),
      ),
      h("div", { class: "qc-row qc-overall" }, list.counts(state.page.settled), agreedButton()),
      !coder && h("p", { class: "qc-step" }, w("onlooker")),
      state.asking && agreedQuestion(),
    );
    split.hidden = !places().length;
    empty.textContent = places().length ? "" : w("empty");
  }

  function agreedButton() {
    if (!state.page.agreed || state.asking || !state.page.coder) return null;
    const label = w("settle_agreed", { places: counted(shell, "places", state.page.agreed) });
    return button(label, () => ask(true, "leave"), { dataset: { keep: "agreed" } });
  }

  function ask(yes, focus) {
    state.asking = yes;
    drawAnew(element, drawHead);
    keptIn(element, focus)?.focus();
  }

  function agreedQuestion() {
    const agreed = counted(shell, "places", state.page.agreed);
    return question(shell, {
      title: w("agreed_title", { places: agreed }),
      text: [w("agreed_means", { into: state.page.into })],
      yes: w("agreed_yes", { places: agreed }),
      run: async () => {
        if (!(await shell.send("settle_agreed"))) return;
        ask(false, "place head");
        shell.announce(w("agreed_done", { places: agreed }));
      },
      leave: () => ask(false, "agreed"),
    });
  }

  // --- the place

  function drawPlace() {
    const one = place();
    if (!one) return fill(here);
    const lines = linesOf(one);
    const settling = isSettling();
    return fill(
      here,
      h(
        "div",
        { class: "qc-row qc-place-head" },
        h("h3", { tabindex: "-1", dataset: { keep: "place head" } }, whereOf(shell, one)),
        h(
          "button",
          {
            type: "button",
            class: "qc-link",
            onclick: () => shell.send("goto", { page: "coding", document: one.document, at: one.start }),
            dataset: { keep: "to text" },
          },
          w("to_text"),
        ),
        h(
          "span",
          { class: "qc-row qc-steps" },
          button(w("previous"), () => step(-1), { dataset: { keep: "previous" } }, "p"),
          button(w("next"), () => step(1), { dataset: { keep: "next" } }, "n"),
        ),
      ),
      placeText(shell, one, lines),
      one.settled && settledBox(shell, one, !settling && state.page.coder && againButton(one)),
      !one.settled && one.there?.length > 0 && thereBox(one),
      settling ? settleForm(one, lines) : choiceTable(shell, one, lines, null, { look }),
    );
  }

  function thereBox(one) {
    return h(
      "div",
      { class: "qc-box qc-settled" },
      h("p", {}, w("there", { into: state.page.into })),
      settledCodes(shell, one, one.there),
    );
  }

  const look = (key) => lightUp(element, key);

  function againButton(one) {
    const again = () => {
      state.again = one.id;
      draw();
      keptIn(element, "place head")?.focus();
    };
    return button(w("again"), again, { dataset: { keep: "again" } });
  }

  function draftOf(one) {
    if (!state.drafts.has(one.id)) {
      const lines = linesOf(one);
      const choice = one.settled ? settledChoice(lines, one.settled.codings) : agreedChoice(lines, codersOf(one));
      // What is settled, or said by all, may be confirmed as it is; on a difference somebody has to decide first.
      const touched = Boolean(one.settled) || !differsAt(one);
      state.drafts.set(one.id, { choice, memo: one.settled?.memo ?? "", touched, stands: stands(one) });
    }
    return state.drafts.get(one.id);
  }

  function settleForm(one, lines) {
    const draft = draftOf(one);
    return h(
      "div",
      { class: "qc-settling" },
      h("div", { class: "qc-row", role: "group", "aria-label": w("take") }, takeButtons(one)),
      choiceTable(shell, one, lines, draft.choice, { change, look }),
      h(
        "div",
        { class: "qc-row" },
        button(w("add"), openChooser, { "aria-expanded": String(state.adding), dataset: { keep: "add" } }, "f"),
      ),
      state.adding && chooser.element,
      h("label", { for: "qc-settle-memo" }, w("memo")),
      memoField(draft),
      h(
        "div",
        { class: "qc-row qc-settle-bar" },
        button(w("settle"), settle, { class: "qc-button qc-strong", dataset: { keep: "settle" } }, "Mod+Enter"),
        h("span", { class: draft.touched ? "qc-soft" : "qc-alert" }, comesTo(one, draft)),
      ),
    );
  }

  function takeButtons(one) {
    const coders = codersOf(one);
    const act = (label, run, keep, key, title = null) => button(label, run, { title, dataset: { keep } }, key);
    const merge = () => choose(mergedChoice);
    return [
      coders.map((coder, n) => act(w("take_one", { coder }), () => take(n), `take ${coder}`, "123456789"[n])),
      act(w(coders.length > 2 ? "merge_all" : "merge"), merge, "merge", "b", w("merge_why")),
      act(w("none"), () => choose(noChoice), "none", "0"),
    ];
  }

  function memoField(draft) {
    const field = h("textarea", {
      id: "qc-settle-memo",
      class: "qc-input",
      rows: "2",
      placeholder: w("memo_example"),
      oninput: () => (draft.memo = field.value),
      dataset: { keep: "memo" },
    });
    field.value = draft.memo;
    return field;
  }

  /** What settling would come to now, in words. */
  function comesTo(one, draft) {
    if (!draft.touched) return w("choose_first");
    const codings = codingsOf(draft.choice);
    if (!codings.length) return w("comes_to_none");
    return w("comes_to", { codes: codings.map((each) => shell.codeOf(each.code).name).join(", ") });
  }

  // --- choosing

  function change(key, fields) {
    const draft = draftOf(place());
    draft.choice.set(key, { ...draft.choice.get(key), ...fields });
    draft.touched = true;
    draw();
  }

  function choose(make) {
    if (!isSettling()) return false;
    const draft = draftOf(place());
    draft.choice = make(linesOf(place()));
    draft.touched = true;
    draw();
    shell.announce(comesTo(place(), draft));
  }

  function take(at) {
    const coder = place() && codersOf(place())[at];
    return coder ? choose((lines) => choiceOf(lines, coder)) : false;
  }

  function isSettling() {
    const one = place();
    return Boolean(one && state.page.coder) && (!one.settled || state.again === one.id);
  }

  function openChooser() {
    if (!isSettling()) return false;
    state.adding = true;
    draw();
    const leave = () => {
      state.adding = false;
      draw();
      keptIn(element, "add")?.focus();
    };
    chooser.open({
      purpose: w("add"),
      codes: state.page.codes,
      counts: {},
      pick: (code) => {
        add(code);
        leave();
      },
      leave,
    });
  }

  /** Add a code: where a coder had it, its line is taken; else it gets a line of its own. */
  function add(code) {
    const one = place();
    const draft = draftOf(one);
    const known = [...draft.choice].find(([, each]) => each.code === code);
    const fresh = { code, start: one.start, end: one.end, stance: "experience", on: true };
    if (known) draft.choice.set(known[0], { ...known[1], on: true });
    else draft.choice.set(addedKey(draft.choice), fresh);
    draft.touched = true;
    shell.announce(w("added", { code: shell.codeOf(code).name, where: extentWords(shell, one, fresh) }));
  }

  /** A key that is held down settles one place: the next has not been looked at yet. */
  function settleOnce(event) {
    if (!event.repeat) settle();
  }

  async function settle() {
    if (!isSettling()) return;
    const one = place();
    const draft = draftOf(one);
    if (!draft.touched) {
      shell.announce(w("choose_first"));
      return;
    }
    const fields = { place: one.id, codings: codingsOf(draft.choice), memo: draft.memo.trim() };
    const following = after(one.id);
    if (!(await shell.send("settle", fields))) return;
    Object.assign(state, { again: "", adding: false });
    state.drafts.delete(one.id);
    shell.announce(w("settled", { where: whereOf(shell, one) }));
    if (following) go(following);
    else draw();
  }

  /** The next place of the list that is still open. */
  function after(id) {
    const all = list.shown().filter((one) => one.id === id || waitsAt(one));
    const at = all.findIndex((one) => one.id === id);
    return (all[at + 1] ?? all[at - 1])?.id ?? "";
  }

  async function turn(what) {
    const before = new Map(places().map((one) => [one.id, JSON.stringify(one.settled)]));
    if (!(await shell.send(what))) return;
    const changed = places().find((one) => before.has(one.id) && before.get(one.id) !== JSON.stringify(one.settled));
    if (changed) go(changed.id);
  }

  // --- moving

  function go(id) {
    const moved = id !== state.at;
    state.at = id;
    if (moved) Object.assign(state, { again: "", adding: false });
    draw();
    if (moved) here.scrollTop = 0;
    focusPlace();
  }

  function focusPlace() {
    list.scrollTo(state.at);
    keptIn(element, "place head")?.focus({ preventScroll: true });
  }

  function step(by) {
    const all = list.shown();
    const next = all[all.findIndex((one) => one.id === state.at) + by];
    if (next) go(next.id);
    else shell.announce(w(by > 0 ? "last" : "first"));
  }

  function stepLine(by) {
    const all = [...element.querySelectorAll("[data-tick]")];
    const at = all.indexOf(element.getRootNode().activeElement);
    all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  }

  /** Tick or untick the code whose row has the focus. */
  function tickLine() {
    const row = element.getRootNode().activeElement?.closest("[data-line]");
    row?.querySelector("[data-tick]")?.click();
    return Boolean(row);
  }

  const group = "ad_keys";
  const keys = [
    { on: ["n"], does: "ad_key_next", run: () => step(1), footer: true, group: "keys_move" },
    { on: ["p"], does: "ad_key_previous", run: () => step(-1), footer: true, group: "keys_move" },
    { on: ["ArrowDown", "j"], does: "ad_key_line_down", run: () => stepLine(1), group: "keys_move" },
    { on: ["ArrowUp", "k"], does: "ad_key_line_up", run: () => stepLine(-1), group: "keys_move" },
    { on: [..."123456789"], caps: ["1–9"], does: "ad_key_take", run: (event) => take(event.key - 1), group },
    { on: ["b"], does: "ad_key_merge", run: () => choose(mergedChoice), footer: true, group },
    { on: ["0"], does: "ad_key_none", run: () => choose(noChoice), footer: true, group },
    { on: ["f", "/"], does: "ad_key_add", run: openChooser, footer: true, group },
    { on: ["x"], does: "ad_key_tick", run: tickLine, group },
    { on: ["m"], does: "ad_key_memo", run: () => focusOr("memo"), group },
    { on: ["Mod+Enter"], does: "ad_key_settle", run: settleOnce, typing: true, footer: true, group },
    ...turningKeys(turn),
  ];

  function focusOr(key) {
    const one = keptIn(element, key);
    one?.focus();
    return Boolean(one);
  }

  return { element, show, patch: (message) => show({ ...state.page, ...message }), keys };
}
