// What the front ends share: elements, ids, and keys that stay with us.

const PATIENCE = 5000; // milliseconds until we say that Python has not answered

function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text) element.textContent = text; // a text node, never HTML
  return element;
}

function button(name, act) {
  const made = make("button", { type: "button", class: "mt-button" }, name);
  made.addEventListener("click", act);
  return made;
}

function newId() {
  // crypto.randomUUID is missing where a school serves JupyterLab without https
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

// JupyterLab takes plain keys as commands ("b" inserts a cell). Tab and combinations stay free.
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
}

// A long quotation by its beginning and its end, cut between words.
function shorten(text) {
  const words = text.split(/\s+/);
  return `“${words.length > 28 ? `${words.slice(0, 18).join(" ")} … ${words.slice(-7).join(" ")}` : words.join(" ")}”`;
}
