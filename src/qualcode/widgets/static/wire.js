// The wire to the desk: commands go out with a number and come back as done.

const SLOW = 200; // ms; what takes longer is shown as under way
const SILENT = 6000; // ms; a kernel that answers later is at work elsewhere, or gone
const LONG = new Set(["suggest", "change_code"]); // a model that learns, a codebook that is written, take their time

/**
 * Join a model to listeners. `heard(message)` gets all messages but done, `working(bool)` says that something takes a
 * while, `silence(bool)` that the kernel has not answered for long.
 */
export function wireTo(model, { heard, working, silence }) {
  // A model can have several views, each with its own wire; the numbers of one must not answer those of another.
  let number = Math.floor(Math.random() * 1e6) * 1e4;
  let trouble = false;
  const open = new Map();

  const receive = (message) => {
    if (message?.kind === "done") return finish(message.n);
    if (message?.kind === "notice" && message.level !== "info") trouble = true;
    heard(message);
  };
  model.on("msg:custom", receive);

  function finish(n) {
    const one = open.get(n);
    const refused = trouble;
    trouble = false;
    if (!one) return;
    open.delete(n);
    one.timers.forEach(clearTimeout);
    tell();
    one.settle(!refused);
  }

  function tell() {
    const all = [...open.values()];
    working(all.some((one) => one.slow));
    silence(all.some((one) => one.silent));
  }

  /**
   * Send a command. The promise is resolved when it is done: true, or false where it was refused. What is under way
   * already is not sent again, so a double press is one.
   */
  function send(what, fields = {}, { quiet = false } = {}) {
    const key = JSON.stringify([what, fields]);
    for (const one of open.values()) if (one.key === key) return one.promise;
    const n = ++number;
    const one = { key, slow: false, silent: false, timers: [] };
    one.promise = new Promise((settle) => (one.settle = settle));
    if (!quiet) one.timers.push(setTimeout(() => ((one.slow = true), tell()), SLOW));
    if (!quiet && !LONG.has(what)) one.timers.push(setTimeout(() => ((one.silent = true), tell()), SILENT));
    open.set(n, one);
    try {
      model.send({ ...fields, do: what, n });
    } catch {
      // The kernel was restarted: nobody listens any more, and nobody ever will.
      one.silent = true;
      tell();
    }
    return one.promise;
  }

  function close() {
    model.off("msg:custom", receive);
    for (const one of open.values()) one.timers.forEach(clearTimeout);
    open.clear();
  }

  return { send, close, idle: () => open.size === 0 };
}
