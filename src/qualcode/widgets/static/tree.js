import { fill, h } from "./dom.js";
import { keyName } from "./keys.js";

// The code tree with its search field.
//
//   const picker = codePicker(shell, {
//     onPick(code),      Enter or a click on a code that may be used
//     onLeave(),         Escape in the search field or the tree
//     onLook?(code),     the code under the pointer or the keys, or null
//     branches?: true,   codes that only group may be picked too (a page that reads below a branch)
//     onChange?(code),   F2, or a click on the dots of a code: to change the code itself
//   });
//   picker.element       to be put somewhere
//   picker.show(codes)   the codes of a page, parents first (kept as they are where nothing changed)
//   picker.counts(counts)            numbers beside the names; a branch shows the sum of what is below it
//   picker.marks(has(id))            "true", "mixed" or "" for each code: what the passage has
//   picker.search(purpose = "")      go to the search field; `purpose` is said in its label
//   picker.purpose("")               say another purpose, or the usual one
//   picker.leave()                   empty the search field, and onLeave()
//   picker.focusTree(code = "")      to a code, or where one was
//   picker.active()      the code that one is at

/** Fold a word for the search: lower case, without accents; æ, ø and å stay letters of their own. */
export function foldWord(text) {
  return [...text.normalize("NFC").toLowerCase()]
    .map((sign) => (sign === "å" ? sign : sign.normalize("NFD").replace(/\p{M}/gu, "")))
    .join("");
}

/** How well a code answers a search, from 0 for the best; Infinity for a code that does not. */
export function searchRank(code, query) {
  const [name, id] = [foldWord(code.name), foldWord(code.id)];
  const terms = foldWord(query).split(/\s+/).filter(Boolean);
  if (!terms.every((term) => name.includes(term) || id.includes(term))) return Infinity;
  const whole = terms.join(" ");
  const last = id.slice(id.lastIndexOf(".") + 1);
  if (name === whole || id === whole || last === whole) return 0;
  if (name.startsWith(whole) || last.startsWith(whole)) return 1;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(terms[0])) ? 2 : 3;
}

let pickers = 0;

export function codePicker(shell, { onPick, onLeave, onLook = () => {}, branches = false, onChange = null }) {
  const own = `qc-picker-${++pickers}`;
  const rows = new Map(); // id → {code, row, name, count, parent}
  const folded = new Set();
  let codes = [];
  let query = "";
  let active = "";

  const label = h("label", { class: "qc-search-label", for: `${own}-search` });
  const input = h("input", {
    id: `${own}-search`,
    class: "qc-search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "true",
    "aria-controls": `${own}-tree`,
    "aria-autocomplete": "list",
    oninput: () => ((query = input.value.trim()), filter()),
    onkeydown: searchKey,
  });
  const tree = h("div", { id: `${own}-tree`, class: "qc-tree", role: "tree", onkeydown: treeKey });
  const none = h("p", { class: "qc-none", role: "status" });
  const element = h("div", { class: "qc-picker" }, label, input, none, tree);

  // The pointer must not take the focus: what is selected in the text stays selected.
  tree.addEventListener("mousedown", (event) => event.preventDefault());
  tree.addEventListener("click", (event) => {
    const id = idOf(event.target);
    if (!id) return;
    if (event.target.closest(".qc-dots")) onChange(id);
    else if (event.target.closest(".qc-twist") || !usable(id)) fold(id, !folded.has(id));
    else onPick(id);
  });
  tree.addEventListener("mouseover", (event) => onLook(idOf(event.target) || null));
  tree.addEventListener("mouseleave", () => onLook(active && element.contains(document.activeElement) ? active : null));
  tree.addEventListener("focusin", (event) => idOf(event.target) && activate(idOf(event.target)));

  const idOf = (target) => target.closest("[role=treeitem]")?.dataset.id ?? "";
  const usable = (id) => branches || rows.get(id).code.codable;
  const seen = () => codes.filter((code) => !rows.get(code.id).row.hidden).map((code) => code.id);

  function show(next) {
    label.textContent ||= shell.words("search_code");
    tree.setAttribute("aria-label", shell.words("code_tree"));
    if (JSON.stringify(next) === JSON.stringify(codes)) return;
    codes = next;
    const parents = new Set(codes.map((code) => code.parent));
    rows.clear();
    for (const code of codes) rows.set(code.id, rowOf(code, parents.has(code.id)));
    fill(tree, [...rows.values()].map((one) => one.row));
    filter();
  }

  function rowOf(code, parent) {
    const name = h("span", { class: "qc-code-name" }, code.name);
    const count = h("span", { class: "qc-count" });
    const row = h(
      "div",
      {
        id: `${own}-${code.id}`,
        class: `qc-code${code.retired ? " qc-retired" : code.codable ? "" : " qc-branch"}`,
        role: "treeitem",
        tabindex: "-1",
        "aria-level": depthOf(code) + 1,
        "aria-expanded": parent ? "true" : null,
        dataset: { id: code.id },
        style: { "--qc-depth": String(depthOf(code)), "--qc-code": shell.colorOf(code.id) },
      },
      h("span", { class: "qc-twist", "aria-hidden": "true" }, parent ? "▾" : ""),
      h("span", { class: "qc-mark", "aria-hidden": "true" }),
      name,
      code.retired && h("span", { class: "qc-tag" }, shell.words("retired")),
      onChange && h("span", { class: "qc-dots", "aria-hidden": "true", title: shell.words("change_code") }, "⋯"),
      h("span", { class: "qc-has", "aria-hidden": "true" }),
      count,
    );
    return { code, row, name, count, parent };
  }

  function depthOf(code) {
    let depth = 0;
    for (let up = code.parent; up && rows.has(up); up = rows.get(up).code.parent) depth += 1;
    return depth;
  }

  /** Show what the search finds, with the branches above it; without a search, what is not folded away. */
  function filter() {
    const ranks = new Map(codes.map((code) => [code.id, query ? searchRank(code, query) : 0]));
    const found = codes.filter((code) => ranks.get(code.id) < Infinity);
    const shown = new Set(query ? found.flatMap(withParents) : found.filter(unfolded).map((code) => code.id));
    for (const [id, { row, name, code }] of rows) {
      row.hidden = !shown.has(id);
      row.classList.toggle("qc-beside", Boolean(query) && ranks.get(id) === Infinity);
      fill(name, query ? hit(code.name) : code.name);
    }
    const best = found.filter((code) => usable(code.id));
    if (query) activate(best.sort((a, b) => ranks.get(a.id) - ranks.get(b.id))[0]?.id ?? "");
    else activate(shown.has(active) ? active : (seen()[0] ?? ""));
    none.textContent = found.length ? "" : shell.words("search_none");
  }

  function withParents(code) {
    const up = [];
    for (let one = code; one; one = rows.get(one.parent)?.code) up.push(one.id);
    return up;
  }

  const unfolded = (code) => withParents(code).slice(1).every((id) => !folded.has(id));

  /** The part of a name that was searched for, marked. Folding keeps the number of signs in NFC, so places agree. */
  function hit(name) {
    const signs = [...name.normalize("NFC")];
    const at = signs.map(foldWord).join("").indexOf(foldWord(query));
    if (at < 0) return name;
    const to = at + [...foldWord(query)].length;
    return [signs.slice(0, at).join(""), h("mark", {}, signs.slice(at, to).join("")), signs.slice(to).join("")];
  }

  function fold(id, yes) {
    if (!rows.get(id)?.parent || query) return;
    if (yes) folded.add(id);
    else folded.delete(id);
    const { row } = rows.get(id);
    row.setAttribute("aria-expanded", String(!yes));
    filter();
  }

  function activate(id) {
    rows.get(active)?.row.classList.remove("qc-active");
    for (const one of [active, id]) rows.get(one)?.row.setAttribute("tabindex", one === id ? "0" : "-1");
    active = id;
    const row = rows.get(id)?.row;
    row?.classList.add("qc-active");
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
    if (element.contains(document.activeElement)) {
      scrollInto(tree, row);
      onLook(id || null);
    }
  }

  function step(by) {
    const all = query ? seen().filter(usable) : seen();
    const at = all.indexOf(active);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) activate(next);
  }

  function searchKey(event) {
    const keys = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: pickFound,
      "Mod+Enter": () => (pickFound(), leave()),
      F2: changeActive,
      Escape: () => leave(),
    };
    take(event, keys[keyName(event)]);
  }

  function pickFound() {
    if (active && usable(active)) onPick(active);
    if (document.activeElement === input) input.select();
  }

  function treeKey(event) {
    const go = (by) => () => (step(by), focusTree());
    const keys = {
      ArrowDown: go(1),
      ArrowUp: go(-1),
      Home: go(-codes.length),
      End: go(codes.length),
      ArrowLeft: goLeft,
      ArrowRight: () => (folded.has(active) ? fold(active, false) : rows.get(active)?.parent && go(1)()),
      Enter: pickActive,
      " ": pickActive,
      F2: changeActive,
      Escape: () => leave(),
    };
    take(event, keys[keyName(event)]);
  }

  function goLeft() {
    const { code, parent } = rows.get(active);
    if (parent && !folded.has(active) && !query) return fold(active, true);
    if (code.parent) activate(code.parent);
    focusTree();
  }

  function pickActive() {
    if (active && usable(active)) onPick(active);
    else if (active) fold(active, !folded.has(active));
  }

  function changeActive() {
    if (active) onChange?.(active);
  }

  function purposeIs(purpose) {
    label.textContent = purpose || shell.words("search_code");
    element.classList.toggle("qc-asks", Boolean(purpose));
  }

  function leave() {
    input.value = query = "";
    filter();
    purposeIs("");
    onLook(null);
    onLeave();
  }

  function focusTree(id = "") {
    if (rows.get(id)?.row.hidden === false) activate(id);
    rows.get(active)?.row.focus({ preventScroll: true });
    scrollInto(tree, rows.get(active)?.row);
  }

  return {
    element,
    show,
    focusTree,
    active: () => active,
    counts(counts) {
      const sums = new Map();
      for (const code of codes)
        for (const id of withParents(code)) sums.set(id, (sums.get(id) ?? 0) + (counts[code.id] ?? 0));
      for (const [id, { count, code }] of rows) count.textContent = (code.codable ? counts[id] : sums.get(id)) || "";
    },
    marks(has) {
      for (const [id, { row, code }] of rows) {
        if (!code.codable) continue;
        row.setAttribute("aria-checked", has(id) || "false");
        row.title = has(id) === "mixed" ? shell.words("has_some") : "";
      }
    },
    /** Go to the search field; what stood there is selected, so that typing replaces it. */
    search(purpose = "") {
      purposeIs(purpose);
      input.focus({ preventScroll: true });
      input.select();
    },
    leave,
    purpose: purposeIs,
  };
}

function take(event, run) {
  if (!run) return;
  event.preventDefault();
  run();
}

/** Scroll a row into sight within its own list; the notebook around it stays where it is. */
export function scrollInto(list, row, margin = 8) {
  if (!row) return;
  const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.top < outer.top + margin) list.scrollTop -= outer.top + margin - inner.top;
  else if (inner.bottom > outer.bottom - margin) {
    // Of a row that is taller than the list, the beginning is shown.
    const down = inner.bottom - outer.bottom + margin;
    list.scrollTop += Math.min(down, inner.top - outer.top - margin);
  }
}
