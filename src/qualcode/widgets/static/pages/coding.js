import { h } from "../dom.js";
import { changeDialog } from "../change.js";
import { codingHead } from "../head.js";
import { detailOf } from "../detail.js";
import { codePanel } from "../panel.js";
import { isOpen, passagesOf } from "../passages.js";
import { transcriptOf } from "../transcript.js";
import { trimUnits } from "../text.js";

// The coding page joins the transcript, the codes and the current passage. Nothing is shown as done before the desk has
// said so; its patch comes from the same machine.

export function codingPage(shell) {
  const { words, send, announce } = shell;
  let page = null;
  let passages = null;
  let asking = null; // what a code is searched for, if not to assign it: {kind: "accept_as" or "recode", one}

  const head = codingHead(shell);
  const transcript = transcriptOf(shell, { onPassage, onAnswer: answer, writable });
  const panel = codePanel(shell, { onPick: pick, onLeave: leaveSearch, onAdd: (code) => send("add_code", code), onChange });
  const changing = changeDialog(shell, {
    reload: () => send("goto", { page: "coding", ...address() }),
    closed: (code) => (code || !shell.root.contains(document.activeElement)) && panel.picker.focusTree(code),
  });
  const detail = detailOf(shell, {
    writable,
    remove: (coding) => uncode([coding]),
    stance: (coding, stance) => send("recode", { id: coding.id, stance }),
    memo: (kind, target, text, id) =>
      send("memo", { target_kind: kind, target: target || page.document, text, ...(id ? { id } : {}) }),
    recode: (coding) => search({ kind: "recode", one: coding }),
    answer,
    history: (passage) => send("history", { start: passage.start, end: passage.end }),
    toText: transcript.focus,
    light: transcript.light,
  });

  const element = h(
    "section",
    { class: "qc-coding-page", "aria-label": words("coding") },
    head.element,
    head.why,
    h("div", { class: "qc-work" }, transcript.element, h("div", { class: "qc-side" }, detail.element, panel.element)),
    changing.element,
  );

  const address = () => ({ document: page.document, at: current()?.start });

  function writable() {
    return Boolean(page?.writable);
  }

  function refuse() {
    if (!writable()) announce(page.why);
    return !writable();
  }

  // --- what the desk says

  function show(message, focused) {
    const same = page?.document === message.document && page.version === message.version;
    const before = same ? transcript.passage() : null; // in the passages of before
    page = message;
    passages = passagesOf(page);
    element.classList.toggle("qc-readonly", !page.writable);
    transcript.show(passages, page);
    panel.show(page);
    changing.show(page);
    detail.show(passages, page);
    head.show(page);
    head.change(page, passages.suggestionsLeft());
    const at = page.at === null || page.at === undefined ? null : passages.unitAt(page.at);
    if (!passages.units.length) return;
    // The focus is taken only where drawing has taken it from something in the widget.
    const lost = focused && !shell.root.contains(document.activeElement);
    const again = before && passages.passageOf(before);
    transcript.go(at ?? again ?? passages.nextUncoded(-1, 1) ?? passages.units[0], { focus: lost });
  }

  function patch(message) {
    const touched = new Set();
    const touch = (numbers) => numbers.forEach((at) => touched.add(at));
    message.remove.forEach((id) => touch(passages.drop(id)));
    message.upsert.forEach((one) => touch(passages.put(one)));
    if (message.suggestions) touch(passages.suggest(message.suggestions));
    transcript.redraw(touched);
    panel.patch(message);
    if (message.memos) detail.drawNotes(message.memos);
    if (touched.size) detail.redraw();
    markCodes();
    head.change(message, passages.suggestionsLeft());
  }

  function onPassage(passage) {
    // Whoever goes elsewhere does not look for another code for what was there any more.
    if (asking) panel.picker.purpose("");
    asking = null;
    detail.go(passage);
    markCodes();
    if (passage.kind === "words") announce(words("said_selected", { words: passages.textOf(passage).slice(0, 80) }));
  }

  // --- the passage and its codes

  const current = () => transcript.passage();

  /** The passage as the desk will store it: without white space at its ends. */
  function span() {
    const { start, end } = current();
    const text = passages.textOf(current());
    const inside = trimUnits(text, 0, text.length);
    if (!inside) return { start, end };
    const points = (part) => [...part].length;
    return { start: start + points(text.slice(0, inside[0])), end: end - points(text.slice(inside[1])) };
  }

  const ownHere = () => passages.codingsIn(current()).filter((one) => one.own);

  /** The coder's own codings of exactly this passage. */
  function exactly() {
    const { start, end } = span();
    return ownHere().filter((one) => one.start === start && one.end === end);
  }

  function markCodes() {
    if (!current()) return;
    const has = new Map(ownHere().map((one) => [one.code, "mixed"]));
    for (const one of exactly()) has.set(one.code, "true");
    panel.marks((id) => has.get(id) ?? "");
  }

  /** The coding, or suggestion, whose chip or row has the focus. */
  function focusedId() {
    const marked = document.activeElement.closest("[data-coding], [data-suggestion], [data-lights]")?.dataset;
    return marked?.coding ?? marked?.suggestion ?? marked?.lights;
  }

  // --- actions

  const nameOf = (code) => shell.codeOf(code).name;
  const saying = (key, name) => (worked) => worked && announce(words(key, { name }));

  function pick(code) {
    if (!current() || refuse()) return;
    if (asking) return asking.kind === "recode" ? recode(code) : acceptAs(code);
    const there = exactly().filter((one) => one.code === code);
    if (there.length) return uncode(there);
    return send("code", { ...span(), codes: [code] }).then(saying("said_coded", nameOf(code)));
  }

  function uncode(codings) {
    if (refuse()) return null;
    const names = codings.map((one) => nameOf(one.code)).join(", ");
    return send("uncode", { ids: codings.map((one) => one.id) }).then(saying("said_uncoded", names));
  }

  function answer(suggestion, given) {
    if (refuse()) return null;
    if (given === "accept_as") return search({ kind: "accept_as", one: suggestion });
    const told = saying(`said_${given}`, nameOf(suggestion.code));
    return send("decide", { id: suggestion.id, answer: given }).then(told);
  }

  function acceptAs(code) {
    const { one } = asking;
    panel.picker.leave();
    const given = code === one.code ? { answer: "accept" } : { answer: "accept_as", code };
    return send("decide", { id: one.id, ...given }).then(saying("said_coded", nameOf(code)));
  }

  function recode(code) {
    const { one } = asking;
    panel.picker.leave();
    if (code === one.code) return null;
    return send("recode", { id: one.id, code }).then(saying("said_coded", nameOf(code)));
  }

  function onChange(code) {
    if (code && !refuse()) changing.open(code);
  }

  // --- searching a code

  function search(purpose = null) {
    asking = purpose;
    panel.picker.search(purpose ? words(`search_${purpose.kind}`, { name: nameOf(purpose.one.code) }) : "");
  }

  function leaveSearch() {
    asking = null;
    transcript.focus();
  }

  // --- keys

  function move(by) {
    const { kind, index } = current();
    // From selected words, "previous" is first the passage that they stand in.
    const next = passages.units[kind === "words" && by < 0 ? index : index + by];
    if (!next) announce(words(by > 0 ? "said_last" : "said_first"));
    else transcript.go(next);
  }

  function uncoded(by) {
    const next = passages.nextUncoded(current().index, by);
    if (!next) return announce(words("said_all_coded"));
    if ((next.index - current().index) * by <= 0) announce(words(by > 0 ? "said_from_start" : "said_from_end"));
    return transcript.go(next);
  }

  /** Widen or narrow the selected words; `way` is a function of `passages`. */
  const select = (way) => (event) => {
    if (!inText()) return false;
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    const next = passages[way](current(), forward ? 1 : -1);
    if (next) transcript.go(next);
    return true;
  };

  /** Escape: from words back to their passage; from elsewhere back to the text. */
  function back() {
    if (!transcript.element.contains(document.activeElement)) transcript.focus();
    else if (current().kind === "words") transcript.go(passages.units[current().index]);
    else return false;
    return true;
  }

  function pickRecent(event) {
    const code = panel.recentCode(Number(event.key) - 1);
    if (!code) return false;
    pick(code);
    return true;
  }

  /** The suggestion that a key answers: the one with the focus, or the first of the passage that waits. */
  function suggested(given) {
    const one = passages.suggestion(focusedId()) ?? passages.suggestionsIn(current()).find(isOpen);
    if (one) answer(one, given);
    else announce(words("said_no_suggestion"));
  }

  /** Remove the coding that has the focus, or the passage's only one; of several, a person chooses. */
  function removeHere() {
    const coding = passages.coding(focusedId());
    const own = coding ? [coding].filter((one) => one.own) : ownHere();
    if (own.length === 1) return uncode(own);
    if (own.length > 1) detail.focusCodings();
    return announce(words(own.length ? "said_choose" : "said_no_coding"));
  }

  function writeMemo() {
    if (refuse()) return;
    const coding = passages.coding(focusedId());
    const own = coding?.own ? coding : ownHere()[0];
    // A memo belongs to a coding; who has none here is told that this one is on the document.
    if (!own) announce(words("said_note"));
    detail.writeMemo(own);
  }

  const inText = () => transcript.element.contains(document.activeElement);
  const step = (by) => (event) => (event.key.startsWith("Arrow") && !inText() ? false : move(by));
  const key = (on, does, run, more = {}) => ({ on, does, run: (event) => (current() ? run(event) : false), ...more });
  const moves = { group: "keys_move" };
  const codes = { group: "keys_code" };
  const answers = { group: "keys_suggestions" };

  const keys = [
    key(["ArrowDown", "j"], "key_next", step(1), { ...moves, footer: true }),
    key(["ArrowUp", "k"], "key_previous", step(-1), { ...moves, footer: true }),
    key(["n"], "key_uncoded", () => uncoded(1), { ...moves, footer: true }),
    key(["Shift+n"], "key_uncoded_before", () => uncoded(-1), moves),
    key(["ArrowRight", "ArrowLeft"], "key_start", select("moveStart"), moves),
    key(["Shift+ArrowRight", "Shift+ArrowLeft"], "key_end", select("moveEnd"), moves),
    key(["Shift+ArrowDown", "Shift+ArrowUp"], "key_sentence", select("moveEndBySentence"), moves),
    key(["Escape"], "key_back", back, moves),
    key(["Enter", "f", "/"], "key_search", () => search(), { ...codes, footer: true }),
    key(["1", "2", "3", "4", "5", "6", "7", "8"], "key_recent", pickRecent, { ...codes, caps: ["1–8"] }),
    key(["Delete", "Backspace"], "key_remove", removeHere, { ...codes, footer: true }),
    key(["m"], "key_memo", writeMemo, { ...codes, footer: true }),
    key(["Mod+z"], "key_undo", () => refuse() || send("undo"), { ...codes, footer: true }),
    key(["Mod+Shift+z", "Mod+y"], "key_redo", () => refuse() || send("redo"), codes),
    // What the search field and the tree do themselves, see tree.js; here for the list of keys.
    ...[
      [["ArrowDown", "ArrowUp"], "key_step"],
      [["Enter"], "key_assign"],
      [["Mod+Enter"], "key_assign_leave"],
      [["ArrowLeft", "ArrowRight"], "key_fold"],
      [["F2"], "key_change"],
      [["Escape"], "key_leave"],
    ].map(([on, does]) => key(on, does, () => false, { group: "keys_search" })),
    key(["a"], "key_accept", () => suggested("accept"), { ...answers, footer: true }),
    key(["r"], "key_reject", () => suggested("reject"), { ...answers, footer: true }),
    key(["o"], "key_accept_as", () => suggested("accept_as"), answers),
    key(["s"], "key_later", () => suggested("later"), answers),
  ];

  return {
    element,
    show,
    patch,
    keys,
    detail: detail.tell,
    plan: changing.take,
    address,
    enter: transcript.focus,
    close() {
      detail.close();
      transcript.close();
    },
  };
}
