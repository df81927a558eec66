// Keys. A page gives a list of bindings:
//   {on: ["n", "Shift+n"], does: "key_next", run: f, footer: true, group: "keys_move"}
// `does` and `group` are keys of words; `caps` is shown instead of `on` where it is shorter. `run(event)` may return
// false: then the key is left to the browser.
// A binding with `typing: true` works in text fields as well.

/** Name a key press: "n", "Shift+ArrowDown", "Mod+z", "?". Mod is Ctrl, and Cmd on a Mac. */
export function keyName(event) {
  const letter = event.key.length === 1;
  const name = letter ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (!letter || /\p{L}/u.test(name));
  return [
    (event.ctrlKey || event.metaKey) && "Mod",
    event.altKey && !event.getModifierState?.("AltGraph") && "Alt",
    shift && "Shift",
    name,
  ]
    .filter(Boolean)
    .join("+");
}

/** Whether keys go into this element as text. */
export function takesText(element) {
  if (element.matches("textarea, [contenteditable]")) return true;
  return element.matches("input:not([type=checkbox]):not([type=radio]):not([type=button])");
}

/** Whether the element itself answers this key, as a button answers Enter. */
function ownKey(element, name) {
  if (element.closest("select")) return !name.includes("Mod+") && name !== "Delete" && name !== "Backspace";
  if (element.matches("[type=radio]")) return name.startsWith("Arrow") || name === " ";
  return element.matches("button, a[href], summary, [type=checkbox]") && (name === "Enter" || name === " ");
}

/** Run the binding that a key press belongs to; say whether there was one. */
export function runKey(event, bindings) {
  if (event.defaultPrevented || event.isComposing) return false;
  const name = keyName(event);
  // Ctrl+Z in the search field takes back the coding that was made from there, not the letters typed for it.
  const typing = takesText(event.target) && !(event.target.type === "search" && name.startsWith("Mod+"));
  for (const one of bindings) {
    if (!one.on.includes(name) || (typing && !one.typing) || ownKey(event.target, name)) continue;
    if (one.run(event) === false) continue;
    event.preventDefault();
    return true;
  }
  return false;
}

const SHOWN = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "Enter",
  Escape: "Esc",
  Delete: "Delete",
  Backspace: "⌫",
};

/** Write a key as a reader knows it: on a Mac "⌘Z", elsewhere "Ctrl+Z". */
export function keyLabel(name, mac = onMac()) {
  const parts = name.split("+").map((part) => {
    if (part === "Mod") return mac ? "⌘" : "Ctrl";
    if (part === "Shift") return mac ? "⇧" : "Shift";
    if (part === "Alt") return mac ? "⌥" : "Alt";
    return SHOWN[part] ?? (part.length === 1 && name.includes("+") ? part.toUpperCase() : part);
  });
  return parts.join(mac ? "" : "+");
}

function onMac() {
  return /mac/i.test(navigator.platform);
}
