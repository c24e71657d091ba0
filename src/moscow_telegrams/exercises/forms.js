// What ipywidgets cannot do for a form: keep its keys, name its parts for a screen reader, announce what is said.
// The functions of reading/elements.js stand before this.

function dress(form) {
  const prompt = form.querySelector(".mt-prompt")?.textContent ?? "";
  name(form, "group", prompt);
  form.querySelectorAll(".widget-radio-box").forEach((box) => name(box, "radiogroup", prompt));
  form.querySelectorAll(".mt-move").forEach((mover) => mover.setAttribute("aria-label", mover.title));
  form.querySelectorAll(".mt-said .widget-html-content").forEach((place) => {
    place.setAttribute("role", "status"); // the place stays when its content changes, so that it is announced
    place.setAttribute("aria-live", "polite");
  });
}

function name(element, role, label) {
  element.setAttribute("role", role);
  element.setAttribute("aria-label", label);
}

// A line that was moved takes its words to another button: the keyboard's focus follows the words.
function follow(form, title) {
  const mover = [...form.querySelectorAll(".mt-move")].find((one) => one.title === title);
  if (mover && form.contains(document.activeElement)) mover.focus();
}

// In a line of text, Enter checks, as people expect of a form.
function enter(form, event) {
  const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
  if (event.key === "Enter" && plain && event.target.matches("input[type=text]")) form.querySelector(".mt-check")?.click();
}

function serve(form, signal) {
  let moved = null;
  const watch = new MutationObserver(() => {
    dress(form);
    if (moved) follow(form, moved);
  });
  watch.observe(form, { childList: true, subtree: true, attributes: true, attributeFilter: ["title"] });
  signal.addEventListener("abort", () => watch.disconnect());
  form.addEventListener("click", (event) => { moved = event.target.closest(".mt-move")?.title ?? null; }, { signal });
  form.addEventListener("keydown", (event) => enter(form, event), { signal, capture: true }); // a line keeps its keys
  keepKeys(form);
  dress(form);
}

export default {
  initialize({ model }) {
    // Changes are sent one at a time, a click at once: this answer goes out after the last change (see forms.py).
    model.on("msg:custom", () => model.send("settled"));
  },
  render({ el, signal }) {
    el.hidden = true;
    // ipywidgets puts a widget into its box after it has been drawn
    const begin = () => {
      if (signal.aborted) return;
      const form = el.closest(".mt-form");
      if (form) serve(form, signal);
      else requestAnimationFrame(begin);
    };
    begin();
  },
};
