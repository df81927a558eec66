import { fill, h } from "./dom.js";

// The dialog that changes a code of the tree. It asks the desk what a change would mean before it can be carried out.
//
//   const dialog = changeDialog(shell, { reload(), closed(code) });
//   dialog.element       to be put somewhere
//   dialog.show(page)    the codes of a page
//   dialog.open(code)    begin, at a code
//   dialog.take(plan)    what the desk answers

const CHANGES = ["rename", "move", "merge", "split", "retire", "redefine"];
const OF_BRANCHES = ["rename", "move", "redefine"]; // what only groups has no codings to give or to keep

/** `reload()` loads the page again; `closed(code)` says where the focus goes, and the code as it is called now, if changed. */
export function changeDialog(shell, { reload, closed }) {
  const { words, send } = shell;
  const drafts = new Map(); // change and code → its fields: what was written outlives that the dialog is closed
  let codes = [];
  let what = CHANGES[0];
  let asked = 0; // what is answered after something else was written, is no answer any more
  let heard = null; // the latest answer
  let seal = "";
  let changed = "";

  const chosen = h("select", { class: "qc-select", onchange: () => draw() });
  const kinds = h("div", { class: "qc-row", role: "radiogroup", "aria-label": words("change_what") });
  const fields = h("div", { class: "qc-change-fields" });
  const look = h("button", { type: "submit", class: "qc-button" }, words("change_look"));
  const form = h(
    "form",
    { class: "qc-change-form", onsubmit: (event) => (event.preventDefault(), ask("plan_code")), oninput: forget },
    field("change_which", chosen),
    kinds,
    fields,
    h("p", { class: "qc-empty" }, words("change_note")),
    h("div", { class: "qc-row" }, look),
  );
  const outcome = h("div", { class: "qc-change-outcome", role: "group", tabindex: "-1" });
  outcome.setAttribute("aria-label", words("change_look"));
  const go = button("change_do", () => ask("change_code", { seal }));
  const again = button("load_again", reload);
  const leave = button("pg_leave", () => element.close());
  const writing = h("span", { class: "qc-empty", role: "status" });
  const element = h(
    "dialog",
    { class: "qc-changing", "aria-label": words("change_title"), oncancel: stay, onclose: () => closed(changed) },
    h("h2", {}, words("change_title")),
    form,
    outcome,
    h("div", { class: "qc-row" }, go, again, leave, writing),
  );

  function button(key, run) {
    return h("button", { type: "button", class: "qc-button", onclick: run }, words(key));
  }

  function field(key, input) {
    return h("label", { class: "qc-new-field" }, h("span", {}, words(key)), input);
  }

  function tick(key) {
    const box = h("input", { type: "checkbox" });
    return [box, h("label", { class: "qc-finished" }, box, words(key))];
  }

  const code = () => codes.find((one) => one.id === chosen.value);
  const named = (one) => h("option", { value: one.id }, `${one.name} (${one.id})`);

  // --- the fields of each change: {parts, read()}, and refill() where they depend on the other codes

  const text = (value, more = {}) =>
    h("input", { type: "text", class: "qc-input", autocomplete: "off", value, ...more });

  function area(value, rows) {
    const one = h("textarea", { class: "qc-input", rows });
    one.value = value;
    return one;
  }

  const FIELDS = {
    rename(one) {
      const [name, id] = [text(one.name, { maxlength: "200" }), text(one.id.slice(one.id.lastIndexOf(".") + 1))];
      return {
        parts: [field("add_code_name", name), field("change_id", id)],
        read: () => ({ name: name.value, id: id.value }),
      };
    },
    move(one) {
      const under = h("select", { class: "qc-select" });
      const outside = (other) => other.id !== one.id && !other.id.startsWith(`${one.id}.`);
      return {
        parts: [field("add_code_under", under)],
        read: () => ({ under: under.value }),
        refill: () => {
          const top = h("option", { value: "" }, words("add_code_top"));
          options(under, [top, ...codes.filter(outside).map(named)], one.parent);
        },
      };
    },
    merge(one) {
      const [into, name] = [h("select", { class: "qc-select" }), text("", { maxlength: "200" })];
      return {
        parts: [field("change_into", into), field("change_into_name", name)],
        read: () => ({ into: into.value, name: name.value }),
        refill: () => options(into, codes.filter((other) => other.codable && other.id !== one.id).map(named), ""),
      };
    },
    split() {
      const names = area("", 3);
      const [keep, ticked] = tick("change_keep");
      return {
        parts: [field("change_names", names), ticked],
        read: () => ({ names: names.value.split("\n"), keep: keep.checked }),
      };
    },
    retire(one) {
      return { parts: [], read: () => ({ back: Boolean(one.retired) }) };
    },
    redefine(one) {
      const [definition, use, not] = [area(one.definition, 3), area(one.use_when, 2), area(one.not_when, 2)];
      const [same, ticked] = tick("change_wording");
      return {
        parts: [field("add_code_definition", definition), field("use_when", use), field("not_when", not), ticked],
        read: () => ({
          definition: definition.value,
          use_when: use.value,
          not_when: not.value,
          only_wording: same.checked,
        }),
      };
    },
  };

  /** Fill a select anew; what was chosen in it stays, where it is still there. */
  function options(select, ones, first) {
    const before = select.options.length ? select.value : first;
    fill(select, ones);
    select.value = before;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  /** Of a code that somebody else changed meanwhile, what was there before is not taken for a wish. */
  function draft() {
    const key = `${what} ${JSON.stringify(code())}`;
    if (!drafts.has(key)) drafts.set(key, FIELDS[what](code()));
    return drafts.get(key);
  }

  // --- drawing

  function draw() {
    const allowed = code().codable || code().retired ? CHANGES : OF_BRANCHES;
    if (!allowed.includes(what)) [what] = allowed;
    fill(
      kinds,
      allowed.map((one) => {
        const choose = () => ((what = one), draw(), kinds.querySelector(":checked").focus());
        const checked = one === what;
        const radio = h("input", { type: "radio", name: "qc-change", value: one, checked, onchange: choose });
        const label = one === "retire" && code().retired ? "change_back" : `change_${one}`;
        return h("label", { class: "qc-finished" }, radio, words(label));
      }),
    );
    draft().refill?.();
    fill(fields, draft().parts);
    forget();
  }

  /** What was said of another wish does not hold for this one. */
  function forget() {
    asked += 1;
    tell(null);
  }

  function tell(plan) {
    seal = plan?.seal ?? "";
    fill(
      outcome,
      plan?.told && h("p", { class: "qc-alert", role: "alert" }, plan.told),
      plan?.parts.map((part) => [h("h3", {}, part.title), h("ul", {}, part.lines.map((line) => h("li", {}, line)))]),
    );
    outcome.hidden = !plan;
    form.hidden = Boolean(plan?.done);
    go.hidden = !seal;
    again.hidden = !plan?.stale;
    leave.textContent = words(plan?.done ? "close" : "pg_leave");
  }

  // --- asking

  async function ask(command, more = {}) {
    const mine = ++asked;
    const said = { what, code: chosen.value, ...draft().read(), ...more };
    heard = null;
    busy(command);
    await send(command, said);
    busy("");
    const plan = heard;
    if (mine !== asked) return;
    if (!plan) return element.close(); // it failed, and the page says so
    if (plan.done) drafts.clear();
    tell(plan);
    if (plan.done && !plan.parts.length) return element.close();
    outcome.focus();
    outcome.scrollIntoView({ block: "nearest" });
  }

  /** While the codebook is written, nothing else can be wished for. */
  function busy(command) {
    element.setAttribute("aria-busy", String(Boolean(command)));
    element.dataset.doing = command;
    const written = command === "change_code";
    form.inert = look.disabled = go.disabled = leave.disabled = written;
    writing.textContent = written ? words("change_writing") : "";
  }

  function stay(event) {
    if (element.dataset.doing === "change_code") event.preventDefault();
  }

  return {
    element,
    take(plan) {
      heard = plan;
      changed = plan.done || changed;
    },
    show(page) {
      const before = JSON.stringify(codes);
      codes = page.codes;
      if (!element.open || JSON.stringify(codes) === before || element.dataset.doing) return;
      options(chosen, codes.map(named), "");
      draw();
    },
    open(id) {
      changed = "";
      fill(chosen, codes.map(named));
      chosen.value = codes.some((one) => one.id === id) ? id : codes[0].id;
      draw();
      element.showModal();
      kinds.querySelector(":checked").focus();
    },
  };
}
