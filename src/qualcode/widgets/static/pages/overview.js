import { fill, h } from "../dom.js";
import { button, codePath, codeTag, counted, dateWords, drawAnew, focusTitle } from "./parts.js";
import { keptIn, meter, pageHead, question, timeWords } from "./parts.js";

const MOST_USED = 10;

/** What is imported, coded by whom and left; rounds; the codes that are used most. */
export function overviewPage(shell) {
  const element = h("section", { class: "qc-page qc-overview" });
  const state = { page: null, asking: 0, starting: false, title: "" };
  const w = (key, values) => shell.words(`ov_${key}`, values);

  function show(page, focused = false) {
    const first = !state.page;
    state.page = page;
    const asked = page.rounds.find((one) => one.number === state.asking);
    if (asked?.open) state.asking = 0;
    draw();
    if (first && focused) focusTitle(element);
  }

  function draw() {
    drawAnew(element, () => {
      const { page } = state;
      fill(
        element,
        pageHead(shell, "overview", page.title || w("title"), coderLine(page)),
        page.step && h("p", { class: "qc-step" }, h("strong", {}, w("next")), " ", page.step),
        progressOf(page),
        interviews(page),
        h("div", { class: "qc-columns" }, rounds(page), codes(page)),
      );
    });
  }

  function coderLine(page) {
    return h("span", { class: "qc-soft" }, page.coder ? w("coder", { coder: page.coder }) : w("onlooker"));
  }

  // --- interviews

  function progressOf(page) {
    const all = sum(page.rows, "informants");
    const done = all - sum(page.rows, "left");
    const interviews = counted(shell, "interviews", page.rows.length);
    return h(
      "p",
      { class: "qc-row qc-overall" },
      meter(shell, w("progress"), done, all),
      h("span", {}, w("overall", { done: shell.number(done), all: shell.number(all), interviews })),
    );
  }

  function interviews(page) {
    if (!page.rows.length) return h("p", { class: "qc-soft" }, w("none"));
    const heads = ["interview", "size", "coded_by", "left", "open"];
    const column = (key) =>
      h(
        "th",
        { scope: "col", class: `qc-col-${key}` },
        h("span", { class: key === "open" ? "qc-unseen" : null }, w(key)),
      );
    return h(
      "table",
      { class: "qc-table qc-interviews" },
      h("caption", { class: "qc-unseen" }, w("interviews")),
      h("thead", {}, h("tr", {}, heads.map(column))),
      h("tbody", {}, page.rows.map((row) => interview(page, row))),
    );
  }

  function interview(page, row) {
    const mode = row.mode && w(row.mode === "online" ? "online" : "onsite");
    const about = [dateWords(shell, row.date), mode].filter(Boolean).join(" · ");
    return h(
      "tr",
      { dataset: { document: row.document } },
      h(
        "th",
        { scope: "row" },
        h("span", { class: "qc-name" }, row.document),
        about && h("span", { class: "qc-soft qc-line" }, about),
        reviewed(row),
      ),
      h(
        "td",
        { class: "qc-col-size" },
        h("span", { class: "qc-line" }, w("words", { n: shell.number(row.words) })),
        h("span", { class: "qc-line qc-soft" }, counted(shell, "turns", row.turns)),
      ),
      h("td", { class: "qc-col-coded_by" }, codersOf(page, row)),
      h("td", { class: "qc-col-left", dataset: { label: `${w("left")}:` } }, leftOf(row)),
      h("td", { class: "qc-col-open" }, row.reviewed && opener(row)),
    );
  }

  function reviewed(row) {
    const [mark, key] = row.reviewed ? ["✓", "reviewed"] : ["!", "waiting"];
    return h(
      "span",
      { class: `qc-line ${row.reviewed ? "qc-soft" : "qc-alert"}`, title: w(`${key}_why`) },
      h("span", { class: "qc-sign", "aria-hidden": "true" }, mark),
      w(key),
    );
  }

  function codersOf(page, row) {
    if (!row.by.length) return h("span", { class: "qc-soft" }, w("nobody"));
    return h("ul", { class: "qc-coders" }, row.by.map((one) => coderOf(page, row, one)));
  }

  function coderOf(page, row, one) {
    // The consensus is nobody: it reads no interview to its end.
    const finished = page.coders.includes(one.coder) && h(
      "span",
      { class: one.finished ? null : "qc-soft" },
      h("span", { class: "qc-sign", "aria-hidden": "true" }, one.finished ? "✓" : "○"),
      w(one.finished ? "finished" : "unfinished"),
    );
    // What a colleague coded in a blind round is not known here: only whether she has finished.
    const known = typeof one.coded === "number";
    return h(
      "li",
      {},
      h("span", { class: "qc-coder-name" }, one.coder === page.coder ? w("you", { coder: one.coder }) : one.coder),
      known
        ? [
            meter(shell, w("progress_of", { coder: one.coder, document: row.document }), one.coded, row.informants),
            h(
              "span",
              { class: "qc-soft qc-figures" },
              w("coded", {
                n: shell.number(one.coded),
                all: shell.number(row.informants),
                codings: counted(shell, "codings", one.codings),
              }),
            ),
          ]
        : h("span", { class: "qc-soft qc-figures", title: w("hidden_why") }, w("hidden")),
      finished,
    );
  }

  function leftOf(row) {
    const tick = () => h("span", { class: "qc-sign", "aria-hidden": "true" }, "✓");
    if (!row.left) return h("span", { class: "qc-line" }, tick(), w("all_coded"));
    const decided = () => w("decided", { n: shell.number(row.suggestions) });
    return [
      h("span", { class: "qc-line" }, counted(shell, "answers", row.left)),
      row.suggestions > 0 && h("span", { class: "qc-line qc-soft" }, decided()),
    ];
  }

  function opener(row) {
    const begun = row.left < row.informants;
    const key = !row.left ? "look" : begun ? "go_on" : "begin";
    return button(w(key), () => openCoding(row), {
      "aria-label": w(`${key}_label`, { document: row.document }),
      title: row.left ? w("first_uncoded") : null,
      class: "qc-button qc-opener",
      dataset: { keep: `open ${row.document}`, opens: "" },
    });
  }

  function openCoding(row) {
    shell.send("goto", { page: "coding", document: row.document, at: row.first ?? null });
  }

  // --- rounds

  function rounds(page) {
    return h(
      "section",
      { class: "qc-box", "aria-labelledby": "qc-rounds" },
      h("h3", { id: "qc-rounds" }, w("rounds")),
      h("ul", { class: "qc-rounds" }, page.rounds.map((one) => round(page, one))),
      state.starting ? starter(page) : startButton(page),
    );
  }

  function round(page, one) {
    const name = one.title ? w("round_title", { n: one.number, title: one.title }) : w("round", { n: one.number });
    return h(
      "li",
      {},
      h(
        "div",
        { class: "qc-row" },
        h("span", { class: "qc-name" }, name),
        h(
          "span",
          { class: "qc-badge", title: w(one.open ? "open_why" : "blind_why") },
          h("span", { class: "qc-sign", "aria-hidden": "true" }, one.open ? "◎" : "◌"),
          w(one.open ? "is_open" : "is_blind"),
        ),
        one.open && one.opened_by && h("span", { class: "qc-soft" }, openedBy(one)),
        !one.open &&
          state.asking !== one.number &&
          button(w("open_round"), () => ask(one.number), { dataset: { keep: `round ${one.number}` } }),
      ),
      state.asking === one.number && !one.open && opening(page, one),
    );
  }

  function openedBy(one) {
    return w("opened_by", { by: one.opened_by, at: timeWords(shell, one.opened_at) });
  }

  function ask(number) {
    state.asking = number;
    draw();
    keptIn(element, number ? "leave" : "")?.focus();
  }

  function opening(page, one) {
    const reads = (by) => !by.finished && page.coders.includes(by.coder);
    const unfinished = [...new Set(page.rows.flatMap((row) => row.by.filter(reads).map((by) => by.coder)))];
    return question(shell, {
      title: w("open_title", { n: one.number }),
      text: [w("open_means"), unfinished.length && w("open_unfinished", { coders: unfinished.join(", ") })],
      yes: w("open_yes", { n: one.number }),
      run: async () => {
        if (!(await shell.send("open_round", { number: one.number }))) return;
        shell.announce(w("opened", { n: one.number }));
      },
      leave: () => {
        ask(0);
        keptIn(element, `round ${one.number}`)?.focus();
      },
    });
  }

  function nextNumber(page) {
    return Math.max(0, ...page.rounds.map((one) => one.number)) + 1;
  }

  function startButton(page) {
    const open = () => {
      state.starting = true;
      draw();
      keptIn(element, "title")?.focus();
    };
    return button(w("start", { n: nextNumber(page) }), open, { dataset: { keep: "start" } });
  }

  function starter(page) {
    const number = nextNumber(page);
    const input = h("input", {
      class: "qc-input",
      type: "text",
      id: "qc-round-title",
      maxlength: "80",
      placeholder: w("title_example"),
      value: state.title,
      dataset: { keep: "title" },
      oninput: () => (state.title = input.value),
    });
    const leave = () => {
      Object.assign(state, { starting: false, title: "" });
      draw();
      keptIn(element, "start")?.focus();
    };
    const start = async (event) => {
      event.preventDefault();
      if (!(await shell.send("start_round", { title: state.title.trim() }))) return;
      leave();
      shell.announce(w("started", { n: number }));
    };
    return h(
      "form",
      {
        class: "qc-question",
        "aria-label": w("start_title", { n: number }),
        onsubmit: start,
        onkeydown: (event) => event.key === "Escape" && (event.preventDefault(), leave()),
      },
      h("strong", {}, w("start_title", { n: number })),
      h("p", {}, w("start_means")),
      h("label", { for: "qc-round-title" }, w("round_name")),
      input,
      h(
        "div",
        { class: "qc-row" },
        button(w("start_yes"), null, { type: "submit", class: "qc-button qc-strong" }),
        button(shell.words("pg_leave"), leave),
      ),
    );
  }

  // --- codes

  function codes(page) {
    const used = Object.entries(page.counts)
      .filter(([id, n]) => n > 0 && shell.codeOf(id).codable)
      .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
      .slice(0, MOST_USED);
    const most = used.length ? used[0][1] : 0;
    return h(
      "section",
      { class: "qc-box", "aria-labelledby": "qc-most-used" },
      h("h3", { id: "qc-most-used" }, w("most_used")),
      used.length
        ? h("ol", { class: "qc-most-used" }, used.map(([id, n]) => usedCode(id, n, most)))
        : h("p", { class: "qc-soft" }, w("no_codings")),
      h("p", { class: "qc-soft" }, w("codebook", { version: page.codebook })),
    );
  }

  function usedCode(id, n, most) {
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "qc-used",
          "aria-label": w("read_label", { code: codePath(shell, id), codings: counted(shell, "codings", n) }),
          title: codePath(shell, id),
          onclick: () => shell.send("goto", { page: "reading", code: id }),
          dataset: { keep: `code ${id}` },
        },
        codeTag(shell, id),
        h(
          "span",
          { class: "qc-used-bar", "aria-hidden": "true" },
          h("span", { class: "qc-meter-done", style: { width: `${(n / most) * 100}%` } }),
        ),
        h("span", { class: "qc-used-number" }, shell.number(n)),
      ),
    );
  }

  // --- keys

  function step(by) {
    const all = [...element.querySelectorAll("[data-opens]")];
    const at = all.indexOf(element.getRootNode().activeElement);
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
  }

  const keys = [
    { on: ["ArrowDown", "j"], does: "ov_key_next", run: () => step(1), footer: true, group: "keys_move" },
    { on: ["ArrowUp", "k"], does: "ov_key_previous", run: () => step(-1), footer: true, group: "keys_move" },
    { on: ["Enter"], does: "ov_key_open", run: () => false, footer: true, group: "keys_move" },
  ];

  return { element, show, patch: (message) => show({ ...state.page, ...message }), keys };
}

function sum(rows, field) {
  return rows.reduce((all, row) => all + (row[field] ?? 0), 0);
}
