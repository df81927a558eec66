import { h, wordsOf } from "./dom.js";
import { frameIn } from "./frame.js";
import { runKey } from "./keys.js";
import { codingPage } from "./pages/coding.js";
import { overviewPage } from "./pages/overview.js";
import { readingPage } from "./pages/reading.js";
import { reviewPage } from "./pages/review.js";
import { adjudicationPage } from "./pages/adjudication.js";
import { wireTo } from "./wire.js";

// The widget: one page of the desk at a time.
//
// A page is a function of the shell that returns
//   element            what is shown
//   show(message, focused)   draw a whole page message; whether the focus was in the widget before
//   patch(message)     draw what changed
//   detail?(message), plan?(message)   take an answer that was asked for
//   address?()         further fields of `goto` that lead back to what is shown now
//   keys               bindings, see keys.js
//   enter?()           somebody clicked beside everything: put the focus where the keys begin
//   close?()           the page is left

const PAGES = {
  coding: codingPage,
  overview: overviewPage,
  reading: readingPage,
  review: reviewPage,
  adjudication: adjudicationPage,
};

const POLL = 2000; // ms between two looks at whether something changed elsewhere

// Told apart by people who see colours differently, and with a contrast of 3 : 1 to a white and a dark ground.
const PALETTE = ["#0072b2", "#d55e00", "#009575", "#b8609a", "#9a7d0a", "#7a5cc0", "#7d7468", "#c2354a"];

function render({ model, el }) {
  const root = h("div", {
    class: "qc-root",
    lang: "da",
    tabindex: "-1", // whoever clicks beside everything means this page all the same: its keys work then
    // JupyterLab looks for this on the way up from the focus and then keeps its shortcuts to itself.
    "data-lm-suppress-shortcuts": "true",
  });
  el.append(root);
  const frame = frameIn(root);
  const state = { page: null, name: "", rev: 0, codes: new Map(), colors: new Map() };

  const wire = wireTo(model, {
    heard: (message) => HEARD[message?.kind]?.(message),
    working: frame.working,
    silence: (yes) => (yes ? tellOfSilence() : frame.closeBanner("silence")),
  });

  const shell = {
    root,
    language: "da",
    coder: "",
    title: "",
    send,
    words: (key, values) => frame.words(key, values),
    announce: frame.announce,
    notice: (level, text) => notice({ level, text }),
    codeOf: (id) => state.codes.get(id) ?? unknownCode(id),
    colorOf: (id) => state.colors.get(id) ?? PALETTE[6],
    number: (x, digits = 0) =>
      new Intl.NumberFormat(shell.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(x),
    help: frame.help,
  };

  let refused = "";

  /** As the wire does; why a command was refused is no news any more once one of its kind has worked. */
  async function send(what, fields, options) {
    const worked = await wire.send(what, fields, options);
    if (worked && what === refused) frame.closeBanner("error");
    if (!worked) refused = what;
    else if (what === refused) refused = "";
    return worked;
  }

  const HEARD = {
    hello(message) {
      frame.words = wordsOf(message.words);
      shell.language = root.lang = message.language;
      shell.coder = message.coder;
      shell.title = message.title;
    },
    page(message) {
      const focused = root.contains(document.activeElement);
      if (message.codes) learnCodes(state, message.codes);
      if (state.name !== message.page) open(message.page);
      state.rev = message.rev;
      frame.closeBanner("stale");
      state.page.show(message, focused);
    },
    patch(message) {
      if (message.page !== state.name) return;
      state.rev = message.rev;
      state.page.patch(message);
    },
    detail: (message) => state.page?.detail?.(message),
    plan: (message) => state.page?.plan?.(message),
    notice,
  };

  function open(name) {
    state.page?.close?.();
    state.name = name;
    state.page = PAGES[name](shell);
    frame.main.replaceChildren(state.page.element);
    frame.showKeys(bindings());
  }

  function bindings() {
    const help = { on: ["?"], does: "keys_help", run: frame.help, footer: true, first: true };
    return [...(state.page?.keys ?? []), help];
  }

  function notice({ level, text, failure }) {
    const said = failure ? frame.words("failure", { place: failure }) : text;
    if (level === "info") return frame.announce(said);
    const again = { label: frame.words("load_again"), run: loadAgain };
    frame.banner(level === "stale" ? "stale" : "error", level, said, level === "stale" ? again : null);
  }

  function loadAgain() {
    wire.send("goto", { page: state.name, ...state.page?.address?.() });
  }

  function tellOfSilence() {
    // Before the first answer no language is known.
    const said = state.page
      ? frame.words("silence")
      : "Kernen svarer ikke. Kør cellen igen. – The kernel does not answer. Run the cell again.";
    frame.banner("silence", "info", said);
  }

  root.addEventListener("keydown", (event) => {
    // In the help, keys do what they do in any dialog: Escape closes it.
    if (!event.target.closest("dialog")) runKey(event, bindings());
    event.stopPropagation();
  });
  for (const kind of ["keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());

  root.addEventListener("focus", () => state.page?.enter?.()); // the root itself: this event does not bubble

  const timer = setInterval(() => {
    const seen = document.visibilityState === "visible" && root.getClientRects().length > 0;
    if (seen && state.page && wire.idle()) wire.send("poll", { rev: state.rev }, { quiet: true });
  }, POLL);

  wire.send("ready");
  return () => {
    clearInterval(timer);
    state.page?.close?.();
    wire.close();
    root.remove();
  };
}

function unknownCode(id) {
  return { id, name: id, parent: "", codable: false, definition: "", use_when: "", not_when: "", examples: [] };
}

/** Keep the codes of a page, each with its own colour or that of its branch. */
function learnCodes(state, codes) {
  state.codes = new Map(codes.map((code) => [code.id, code]));
  state.colors = new Map();
  let branches = 0;
  for (const code of codes) {
    const given = /^#[0-9a-f]{6}$/i.test(code.color) ? code.color : "";
    const usual = code.parent ? state.colors.get(code.parent) : PALETTE[branches++ % PALETTE.length];
    state.colors.set(code.id, given || usual || PALETTE[6]);
  }
}

export default { render };
