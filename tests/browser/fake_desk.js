// A page with nothing but the widget, and a desk in JavaScript at its other end.
//
// It writes down what it is sent and answers `done`. What it says before that is given by kind of command
// (`desk.answers.history = [...]`), or worked out by `desk.live`, which keeps the codings of a coding page as the real
// desk does, one action at a time.

const listeners = new Set();

export const model = {
  get: () => undefined,
  set: () => undefined,
  save_changes: () => undefined,
  on: (name, f) => name === "msg:custom" && listeners.add(f),
  off: (name, f) => listeners.delete(f),
  send: (content) => desk.receive(structuredClone(content)),
};

export const desk = {
  sent: [],
  answered: 0,
  answers: {},
  live: null,
  held: false,
  waiting: [],

  push(...messages) {
    for (const message of messages) for (const f of listeners) f(structuredClone(message), []);
  },
  receive(command) {
    this.sent.push(command);
    if (this.held) this.waiting.push(command);
    else setTimeout(() => this.reply(command));
  },
  reply(command) {
    const said = this.answers[command.do] ?? this.live?.(command) ?? [];
    this.push(...said, { kind: "done", n: command.n });
    this.answered += 1;
  },
  release() {
    this.held = false;
    for (const command of this.waiting.splice(0)) this.reply(command);
  },
};

/** Answer the commands of a coding page from the page message itself. */
export function liveCoding(page) {
  let rev = page.rev;
  let made = 0;
  let codings = [...page.codings];
  let suggestions = [...page.suggestions];
  let memos = [...page.memos];
  let finished = page.finished;
  let recent = [...page.recent];
  const back = [];
  const forth = [];

  const now = () => ({ codings, suggestions, memos, finished });
  function become(then) {
    ({ codings, suggestions, memos, finished } = then);
  }

  function patch(before) {
    const was = new Map(before.codings.map((one) => [one.id, JSON.stringify(one)]));
    const is = new Set(codings.map((one) => one.id));
    const counts = {};
    for (const one of codings) if (one.own) counts[one.code] = (counts[one.code] ?? 0) + 1;
    return {
      kind: "patch",
      page: "coding",
      rev: ++rev,
      upsert: codings.filter((one) => was.get(one.id) !== JSON.stringify(one)),
      remove: before.codings.filter((one) => !is.has(one.id)).map((one) => one.id),
      counts,
      recent,
      turning: { undo: back.length ? back.at(-1).what : "", redo: forth.length ? forth.at(-1).what : "" },
      finished,
      ...(before.suggestions === suggestions ? {} : { suggestions }),
      ...(before.memos === memos ? {} : { memos }),
    };
  }

  function act(what, change) {
    const before = now();
    change();
    back.push({ what, before, after: now() });
    forth.length = 0;
    return [patch(before)];
  }

  function turn(from, to, key) {
    const one = from.pop();
    if (!one) return [];
    const before = now();
    become(one[key]);
    to.push(one);
    return [patch(before)];
  }

  const own = (start, end, code, fields = {}) => ({
    id: `new${++made}`,
    start,
    end,
    code,
    coder: page.coder,
    own: true,
    stance: "experience",
    memo: "",
    round: page.round,
    ...fields,
  });
  const change = (id, f) => (codings = codings.map((one) => (one.id === id ? f(one) : one)));

  const DO = {
    code: (c) =>
      act(`kode ${c.codes.join(", ")}`, () => {
        codings = [...codings, ...c.codes.map((code) => own(c.start, c.end, code))];
        recent = [...c.codes, ...recent.filter((one) => !c.codes.includes(one))].slice(0, 8);
      }),
    uncode: (c) => act("fjern kode", () => (codings = codings.filter((one) => !c.ids.includes(one.id)))),
    recode: (c) => {
      const { id, do: _do, n: _n, ...fields } = c;
      return act("omkod", () => change(id, (one) => ({ ...one, ...fields })));
    },
    memo: (c) =>
      act("memo", () => {
        if (c.target_kind === "coding") return change(c.target, (one) => ({ ...one, memo: c.text }));
        memos = [...memos.filter((one) => one.id !== c.id), { id: c.id ?? `m${++made}`, text: c.text, author: page.coder }];
      }),
    finish: (c) => act("læst", () => (finished = c.done)),
    decide: (c) =>
      act("svar", () => {
        const one = suggestions.find((each) => each.id === c.id);
        suggestions = suggestions.map((each) => (each.id === c.id ? { ...each, answer: c.answer } : each));
        const code = c.answer === "accept" ? one.code : c.answer === "accept_as" ? c.code : "";
        if (code) codings = [...codings, own(one.start, one.end, code)];
      }),
    undo: () => turn(back, forth, "before"),
    redo: () => turn(forth, back, "after"),
  };
  return (command) => DO[command.do]?.(command);
}
