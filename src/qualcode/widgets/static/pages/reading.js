import { fill, h } from "../dom.js";
import { memoKeeper } from "../memos.js";
import { codePicker, foldWord, scrollInto } from "../tree.js";
import { button, codePath, codeTag, counted, drawAnew, focusTitle, keptIn, pageHead, stanceTag } from "./parts.js";

const BATCH = 100; // passages drawn at once; more follow on demand

const SORTS = ["text", "area", "speaker", "stance", "coder", "long", "short"];

/** All passages of a code and below it, in context. */
export function readingPage(shell) {
  const element = h("section", { class: "qc-page qc-reading" });
  const list = h("div", { class: "qc-passages", dataset: { scroll: "passages" } });
  const head = h("div", {});
  const tools = h("div", { class: "qc-row qc-tools" });
  const memos = memoKeeper(shell);
  const folded = new WeakMap();
  const state = { page: null, order: new Map(), filter: "", sort: "text", grouped: true, drawn: BATCH, writing: "" };
  const w = (key, values) => shell.words(`rd_${key}`, values);

  const picker = codePicker(shell, {
    branches: true,
    onPick: (code) => open({ code }),
    onLeave: () => focusPassage(0),
  });
  const aside = h("aside", { class: "qc-reading-codes" }, picker.element);
  fill(element, head, h("div", { class: "qc-split" }, aside, h("div", { class: "qc-reading-main" }, tools, list)));

  function show(page, focused = false) {
    const other = !state.page || state.page.code !== page.code || state.page.coder !== page.coder;
    const first = !state.page;
    state.page = page;
    if (other) Object.assign(state, { drawn: BATCH, writing: "" });
    picker.show(page.codes);
    picker.counts(page.counts);
    for (const one of picker.element.querySelectorAll("[role=treeitem]"))
      one.setAttribute("aria-selected", String(one.dataset.id === page.code));
    scrollInto(picker.element.querySelector("[role=tree]"), picker.element.querySelector("[aria-selected=true]"));
    draw();
    if (other) {
      list.scrollTop = 0;
      if (!first) shell.announce(headCount(visible()));
    }
    if (!first || !focused) return;
    if (page.code) focusTitle(element);
    else picker.search();
  }

  function open(fields) {
    const { code, coder } = state.page;
    return shell.send("goto", { page: "reading", code, coder, ...fields });
  }

  // --- which passages, in which order

  const bySpot = (a, b) => state.order.get(a.id) - state.order.get(b.id);
  const byText = (field) => (a, b) => String(a[field]).localeCompare(String(b[field]), shell.language) || bySpot(a, b);
  const STANCES = ["wish", "counterexample", "experience"];
  const ORDERS = {
    text: bySpot,
    area: byText("area"),
    speaker: byText("speaker"),
    stance: (a, b) => STANCES.indexOf(a.stance) - STANCES.indexOf(b.stance) || bySpot(a, b),
    coder: byText("coder"),
    long: (a, b) => b.words - a.words || bySpot(a, b),
    short: (a, b) => a.words - b.words || bySpot(a, b),
  };

  function visible() {
    const terms = foldWord(state.filter).split(/\s+/).filter(Boolean);
    const all = state.page.passages;
    state.order = new Map(all.map((one, at) => [one.id, at]));
    return all.filter((one) => terms.every((term) => searched(one).includes(term))).sort(ORDERS[state.sort]);
  }

  /** What the filter looks in; folding thousands of passages at each letter would be felt. */
  function searched(one) {
    if (!folded.has(one)) folded.set(one, foldedText(one));
    return folded.get(one);
  }

  function foldedText(one) {
    return foldWord([one.text, one.speaker, one.area, one.memo, one.document, shell.codeOf(one.code).name].join("\n"));
  }

  function isBranch() {
    return state.page.passages.some((one) => one.code !== state.page.code);
  }

  /** Passages in groups: one per code where a branch is read, in the order of the tree. */
  function groups(all) {
    if (!isBranch() || !state.grouped) return [["", all]];
    const byCode = Map.groupBy ? Map.groupBy(all, (one) => one.code) : grouped(all);
    return state.page.codes.filter((code) => byCode.has(code.id)).map((code) => [code.id, byCode.get(code.id)]);
  }

  function grouped(all) {
    const found = new Map();
    for (const one of all) found.set(one.code, [...(found.get(one.code) ?? []), one]);
    return found;
  }

  // --- drawing

  function draw() {
    const { page } = state;
    const title = page.code ? shell.codeOf(page.code).name : w("title");
    drawAnew(element, () => {
      const path = page.code && h("span", { class: "qc-soft" }, codePath(shell, page.code));
      fill(head, pageHead(shell, "reading", title, path));
      fill(tools, toolbar());
      drawList();
    });
  }

  function toolbar() {
    const { page } = state;
    const input = h("input", {
      class: "qc-input qc-filter",
      type: "search",
      "aria-label": w("filter"),
      placeholder: w("filter_example"),
      value: state.filter,
      oninput: () => {
        Object.assign(state, { filter: input.value, drawn: BATCH });
        drawList();
      },
      onkeydown: (event) => event.key === "Escape" && (event.preventDefault(), focusPassage(0)),
      dataset: { keep: "filter" },
    });
    const coders = [["", w("counted")], ...page.coders.map((one) => [one, one])];
    return [
      h("label", { class: "qc-grow" }, h("span", {}, w("filter")), input),
      select("sort", w("sort"), SORTS.map((key) => [key, w(`sort_${key}`)]), state.sort, (value) => {
        state.sort = value;
        draw();
      }),
      page.coders.length > 0 && select("coder", w("coder"), coders, page.coder, (coder) => open({ coder })),
      isBranch() && groupTick(),
    ];
  }

  function select(key, label, options, value, change) {
    return h(
      "label",
      {},
      h("span", {}, label),
      h(
        "select",
        { class: "qc-select", onchange: (event) => change(event.target.value), dataset: { keep: key } },
        options.map(([id, name]) => h("option", { value: id, selected: id === value }, name)),
      ),
    );
  }

  function groupTick() {
    const box = h("input", {
      type: "checkbox",
      checked: state.grouped,
      onchange: () => {
        state.grouped = box.checked;
        draw();
      },
      dataset: { keep: "group" },
    });
    return h("label", { class: "qc-tick" }, box, h("span", {}, w("group")));
  }

  const headline = h("p", { class: "qc-head-count", role: "status" });

  function drawList() {
    const all = visible();
    fill(headline, state.page.code ? headCount(all) : w("choose"));
    let left = state.drawn;
    const parts = groups(all).map(([code, ones]) => {
      const some = ones.slice(0, Math.max(0, left));
      left -= ones.length;
      return some.length ? group(code, ones.length, some) : null;
    });
    const rest = all.length - Math.min(all.length, state.drawn);
    fill(list, headline, parts, rest > 0 && moreButton(rest));
  }

  function headCount(all) {
    const n = (field) => new Set(all.map((one) => one[field]).filter(Boolean)).size;
    const said = [
      counted(shell, "passages", all.length),
      counted(shell, "speakers", n("speaker")),
      counted(shell, "interviews", n("document")),
    ].join(" · ");
    const whole = state.page.passages.length;
    return all.length < whole ? `${said} ${w("of_all", { passages: counted(shell, "passages", whole) })}` : said;
  }

  function group(code, n, some) {
    if (!code) return some.map(passage);
    return h(
      "section",
      { class: "qc-group" },
      h("h3", {}, codeTag(shell, code), " ", h("span", { class: "qc-soft" }, `(${shell.number(n)})`)),
      some.map(passage),
    );
  }

  function moreButton(rest) {
    const more = () => {
      const at = state.drawn;
      state.drawn += BATCH;
      drawList();
      focusPassage(at);
    };
    return button(w("more", { n: shell.number(Math.min(BATCH, rest)), rest: shell.number(rest) }), more);
  }

  const whereWords = (one) => w("where", { document: one.document, n: one.segment });
  const passageWords = (one) => w("passage", { speaker: one.speaker, where: whereWords(one) });

  function passage(one) {
    const many = new Set(state.page.passages.map((each) => each.coder)).size > 1;
    // The turn before stands on its own line, then what was said in the same turn before the passage.
    const [asked, ...rest] = one.before.split("\n");
    const said = rest.join("\n");
    return h(
      "article",
      {
        class: "qc-passage",
        tabindex: "-1",
        "aria-label": passageWords(one),
        dataset: { keep: `passage ${one.id}`, passage: one.id },
      },
      h(
        "p",
        { class: "qc-row qc-passage-head" },
        h("strong", {}, one.speaker),
        one.area && h("span", { class: "qc-soft" }, one.area),
        stanceTag(shell, one.stance),
        isBranch() && !state.grouped && codeTag(shell, one.code),
        many && h("span", { class: "qc-soft" }, w("by", { coder: one.coder })),
        h("span", { class: "qc-space" }),
        one.own && !one.memo && state.writing !== one.id && memoButton(one, "memo_write"),
        h(
          "button",
          {
            type: "button",
            class: "qc-link",
            title: w("to_text"),
            onclick: () => shell.send("goto", { page: "coding", document: one.document, at: one.start }),
            dataset: { keep: `where ${one.id}` },
          },
          whereWords(one),
        ),
      ),
      asked && h("p", { class: "qc-context" }, asked),
      h(
        "blockquote",
        { class: "qc-words" },
        said && h("span", { class: "qc-context" }, said),
        h("mark", { class: said || one.after ? "qc-said qc-part" : "qc-said" }, one.text),
        one.after && h("span", { class: "qc-context" }, one.after),
      ),
      memoOf(one),
    );
  }

  // --- memos

  function memoOf(one) {
    if (!one.own) return one.memo ? h("p", { class: "qc-memo-said" }, one.memo) : null;
    if (state.writing !== one.id)
      return one.memo ? h("p", { class: "qc-memo-said" }, one.memo, " ", memoButton(one, "memo_edit")) : null;
    return memos.field(one.id, {
      label: w("memo_label", { passage: passageWords(one) }),
      text: one.memo,
      writable: true,
      save: async (text) => {
        const saved = await shell.send("memo", { target_kind: "coding", target: one.id, text });
        if (saved) shell.announce(w("memo_saved"));
        return saved;
      },
      leave: () => leaveMemo(one),
    });
  }

  function memoButton(one, key) {
    return button(w(key), () => writeMemo(one), { class: "qc-link", dataset: { keep: `write ${one.id}` } });
  }

  function writeMemo(one) {
    state.writing = one.id;
    draw();
    memos.focus(one.id);
  }

  function leaveMemo(one) {
    state.writing = "";
    keptIn(element, `passage ${one.id}`)?.focus({ preventScroll: true });
    // What was written is on its way; until it is there, the field stays.
    requestAnimationFrame(draw);
  }

  // --- moving

  const cards = () => [...element.querySelectorAll("[data-passage]")];

  function currentCard() {
    return element.getRootNode().activeElement?.closest?.("[data-passage]") ?? null;
  }

  function focusPassage(at) {
    const one = cards()[at];
    one?.focus({ preventScroll: true });
    one?.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = cards();
    const at = all.indexOf(currentCard());
    focusPassage(at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by)));
  }

  /** Run with the passage that has the focus; without one, the key is left alone. */
  const withCurrent = (run) => () => {
    const id = currentCard()?.dataset.passage;
    const one = id && state.page.passages.find((each) => each.id === id);
    return one ? void run(one) : false;
  };

  const keys = [
    { on: ["ArrowDown", "j"], does: "rd_key_next", run: () => step(1), footer: true, group: "keys_move" },
    { on: ["ArrowUp", "k"], does: "rd_key_previous", run: () => step(-1), footer: true, group: "keys_move" },
    {
      on: ["Enter"],
      does: "rd_to_text",
      run: withCurrent((one) => shell.send("goto", { page: "coding", document: one.document, at: one.start })),
      footer: true,
      group: "keys_move",
    },
    { on: ["f", "/"], does: "rd_key_code", run: () => picker.search(), footer: true },
    { on: ["t"], does: "rd_key_filter", run: () => keptIn(element, "filter").focus(), footer: true },
    { on: ["m"], does: "rd_key_memo", run: withCurrent((one) => (one.own ? writeMemo(one) : undefined)), footer: true },
  ];

  return {
    element,
    show,
    patch: (message) => show({ ...state.page, ...message }),
    address: () => ({ code: state.page.code, coder: state.page.coder }),
    keys,
  };
}
