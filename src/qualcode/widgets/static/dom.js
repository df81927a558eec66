// Small helpers for making elements. Text is only ever set as text: a name with HTML in it stays a name.

/** Make an element: h("button", {class: "qc-go", onclick: f, "aria-label": "…"}, "text", child, [more]). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Put children in the place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** As `fill`, but what is there already and stays is never taken out: a field that is written in keeps the focus. */
export function renew(element, children) {
  const wanted = children.flat().filter(Boolean);
  for (const child of [...element.childNodes]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, at) => {
    const there = element.childNodes[at] ?? null;
    if (there !== child) element.insertBefore(child, there);
  });
}

/** Words of the study's language by key, with {name} filled in; an unknown key shows itself, so that it is seen. */
export function wordsOf(table) {
  return (key, values = {}) => (table[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
