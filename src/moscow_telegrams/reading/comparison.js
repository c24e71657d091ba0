// The Comparison's front end: a theme with its passages side by side, or all sentences, where a reader pins pairs.
// Python puts elements.js before it: one module without a build step.

const SIDES = ["december", "january"];

export default {
  render({ model, el, signal }) {
    const comparison = new Comparison(model, el, signal);
    comparison.paint();
  },
};

class Comparison {
  constructor(model, el, signal) {
    this.model = model;
    this.content = model.get("_content");
    this.points = Object.fromEntries(SIDES.map((side) => [side, Array.from(this.content.sides[side].text)])); // code points
    this.chosen = { december: "", january: "" };
    this.pending = new Map(); // pairs that Python has not taken yet: id -> { pair, trouble, timer }
    this.removed = new Set(); // pairs that Python has not yet taken away
    this.done = []; // what Undo takes back, the last one first
    this.signal = signal;
    this.build(el);
    this.listen();
  }

  // Building

  build(el) {
    this.root = make("div", { class: "mt-comparison", lang: "en" });
    this.page = make("div", { class: "mt-themed" });
    this.own = make("div", { class: "mt-own", role: "group", "aria-label": "Your pairs" });
    this.status = make("div", { class: "mt-hidden", role: "status" });
    this.desk = this.allSentences();
    this.undoButton = button("Undo", () => this.undo());
    this.list = make("ol", { class: "mt-own-list" });
    const heading = make("div", { class: "mt-own-heading" });
    heading.append(make("h3", {}, "Your pairs"), this.undoButton);
    this.kept = make("p", { class: "mt-note" });
    this.own.append(heading, this.kept, this.list);
    this.root.append(this.toolbar(), this.page, this.desk, this.status, this.own);
    el.append(this.root);
  }

  toolbar() {
    const bar = make("div", { class: "mt-toolbar", role: "toolbar", "aria-label": "Themes" });
    this.themeButtons = Object.entries(this.content.views).map(([theme, name]) => {
      const choice = button(name, () => this.change(theme));
      choice.dataset.theme = theme;
      return choice;
    });
    bar.append(...this.themeButtons);
    return bar;
  }

  themed(theme) {
    const parts = Object.entries(this.content.kinds).map(([kind, name]) => {
      const found = this.content.findings.filter((finding) => finding.theme === theme && finding.kind === kind);
      const part = make("section", { class: `mt-part mt-part-${kind}` });
      part.append(make("h3", {}, name));
      if (!found.length) part.append(make("p", { class: "mt-note" }, "Nothing that we list."));
      if (kind === "pair") part.append(this.days());
      part.append(...found.map((finding) => this.finding(finding)));
      return part;
    });
    const note = make("p", { class: "mt-note" },
      "To put passages side by side is to read them in one way. You may see other pairs: pin them under “All sentences”.");
    return [note, ...parts];
  }

  days() {
    const days = make("div", { class: "mt-row mt-days", "aria-hidden": "true" });
    SIDES.forEach((side) => days.append(make("div", {}, this.content.sides[side].day)));
    return days;
  }

  finding(finding) {
    const block = make("article", { class: `mt-finding mt-${finding.kind}` });
    const row = make("div", { class: "mt-row" });
    SIDES.filter((side) => finding[side]).forEach((side) => row.append(this.quotation(side, finding[side])));
    block.append(row, labelled("We ask: ", finding.note, "mt-question"));
    if (finding.cannot_tell) block.append(labelled("The telegrams cannot tell: ", finding.cannot_tell, "mt-cannot"));
    const [december, january] = finding.times;
    const looked = make("p", { class: "mt-basis" });
    looked.append(`${this.content.statuses[finding.status]}. `, make("code", {}, `concordance("${finding.look_up}")`),
      ` finds ${december} in December, ${january} in January.`);
    block.append(looked);
    return block;
  }

  quotation(side, span) {
    const whole = this.sentence(side, span.sentence);
    const words = (start, end) => this.points[side].slice(start, end).join("");
    const figure = make("div", { class: "mt-quotation" });
    const mark = make("mark", { class: "mt-answer" });
    mark.append(hidden("marked: "), words(span.start, span.end), hidden(" (end of the marked words)"));
    const text = make("p", {});
    text.append(this.number(side, span.sentence), words(whole.start, span.start), mark, words(span.end, whole.end));
    figure.append(text);
    return figure;
  }

  number(side, sentence) {
    const number = make("span", { class: "mt-number" }, `${sentence} `);
    number.prepend(hidden(`${this.content.sides[side].day}, sentence `));
    return number;
  }

  allSentences() {
    const desk = make("div", { class: "mt-desk", role: "group", "aria-label": "Make a pair" });
    const help = make("p", { class: "mt-note" },
      "Choose a sentence on each side: click it, or go to it with Tab and the arrow keys and press Enter. Then say why the two "
      + "belong together, and pin them.");
    const columns = make("div", { class: "mt-row mt-columns" });
    SIDES.forEach((side) => columns.append(this.column(side)));
    this.noteBox = make("textarea", { rows: "2", placeholder: "Why do these two belong together?" });
    const label = make("label", { class: "mt-note-label" });
    label.append("Your note", this.noteBox);
    this.choice = make("p", { class: "mt-choice" });
    desk.append(help, columns, this.choice, label, button("Pin this pair", () => this.pin()));
    return desk;
  }

  column(side) {
    const { day, sentences } = this.content.sides[side];
    const list = make("div", { class: "mt-column", role: "group", "aria-label": `Sentences of ${day}` });
    list.append(make("h3", {}, day));
    const buttons = sentences.map((span, index) => {
      const words = this.points[side].slice(span.start, span.end).join("");
      const button = make("button", { type: "button", class: "mt-sentence", "data-sentence": span.sentence, tabindex: index ? "-1" : "0" });
      button.append(make("span", { class: "mt-number" }, `${span.sentence} `), words);
      button.addEventListener("click", () => this.choose(side, span.sentence));
      return button;
    });
    list.append(...buttons);
    list.addEventListener("keydown", (event) => this.walk(event, buttons));
    list.addEventListener("focusin", (event) => { // one stop for Tab in each column: the sentence last visited
      if (buttons.includes(event.target)) buttons.forEach((button) => { button.tabIndex = button === event.target ? 0 : -1; });
    });
    return list;
  }

  // Choosing

  walk(event, buttons) {
    const here = buttons.indexOf(event.target);
    const goals = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 };
    if (here < 0 || !(event.key in goals) || event.ctrlKey || event.metaKey || event.altKey) return;
    buttons[Math.min(Math.max(goals[event.key], 0), buttons.length - 1)].focus();
    event.preventDefault();
  }

  choose(side, sentence) {
    this.chosen[side] = this.chosen[side] === sentence ? "" : sentence;
    this.paintChoice();
    this.say(this.choice.textContent);
  }

  paintChoice() {
    this.desk.querySelectorAll(".mt-sentence").forEach((button) => {
      button.setAttribute("aria-pressed", SIDES.some((side) => this.chosen[side] === button.dataset.sentence));
    });
    const { december, january } = this.chosen;
    this.choice.textContent = `Chosen: ${december || "no sentence of December yet"}; ${january || "no sentence of January yet"}.`;
  }

  change(theme) {
    this.model.set("theme", theme); // listen() paints
    setTimeout(() => this.model.save_changes()); // the reader first, then the kernel
    this.say(`${this.content.views[theme]}.`);
  }

  // Pinning: the pair is on the screen at once, and stays there until Python has it

  pin() {
    const { december, january } = this.chosen;
    if (!december || !january) {
      this.say(`Choose a sentence on each side first. ${this.choice.textContent}`, true);
      return;
    }
    const pair = { id: newId(), december, january, note: this.noteBox.value.trim() };
    this.put(pair);
    this.done.push(() => this.take(pair.id, `The pair ${december} and ${january} is gone again.`));
    this.chosen = { december: "", january: "" };
    this.noteBox.value = "";
    this.paintChoice();
    this.paintOwn();
    this.say(`Pinned ${december} and ${january}: see “Your pairs” below.`, true);
  }

  put(pair) {
    clearTimeout(this.pending.get(pair.id)?.timer);
    this.removed.delete(pair.id);
    const timer = setTimeout(() => this.trouble(pair.id,
      "Python is busy or has stopped. Wait a moment, then press Try again. Copy your note before you run this cell again"), PATIENCE);
    this.pending.set(pair.id, { pair, trouble: "", timer });
    this.model.send({ op: "put", pair });
  }

  take(id, said) {
    clearTimeout(this.pending.get(id)?.timer);
    this.pending.delete(id);
    this.removed.add(id);
    this.model.send({ op: "delete", id });
    this.paintOwn();
    this.say(said);
  }

  remove(pair) {
    this.take(pair.id, `Removed ${pair.december} and ${pair.january}. Undo brings it back.`);
    this.done.push(() => {
      this.put({ id: pair.id, december: pair.december, january: pair.january, note: pair.note });
      this.say(`The pair ${pair.december} and ${pair.january} is back.`);
    });
    this.paintOwn();
    this.undoButton.focus();
  }

  undo() {
    const back = this.done.pop();
    if (!back) return;
    back();
    this.paintOwn();
    if (!this.done.length) this.themeButtons.find((button) => button.getAttribute("aria-pressed") === "true").focus();
  }

  trouble(id, why) {
    const waiting = this.pending.get(id);
    if (waiting) waiting.trouble = `Not saved yet. ${why}`.replace(/[.!?]*$/, ".");
    else if (this.removed.delete(id)) this.say(`The pair could not be removed. ${why}`, true);
    if (waiting) this.say(waiting.trouble, true);
    this.paintOwn();
  }

  heard() {
    const stored = new Set(this.model.get("_pairs").map((pair) => pair.id));
    this.pending.forEach(({ timer }, id) => {
      if (!stored.has(id)) return;
      clearTimeout(timer);
      this.pending.delete(id);
    });
    this.removed.forEach((id) => { if (!stored.has(id)) this.removed.delete(id); });
    this.paintOwn();
  }

  ownPairs() {
    const stored = this.model.get("_pairs").filter((pair) => !this.pending.has(pair.id));
    const waiting = [...this.pending.values()].map(({ pair, trouble }) => ({ ...pair, trouble }));
    return [...stored, ...waiting].filter((pair) => !this.removed.has(pair.id));
  }

  paintOwn() {
    const pairs = this.ownPairs();
    this.kept.textContent = this.model.get("_trouble") || "Saved in your workbook at once.";
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    this.list.replaceChildren(...pairs.map((pair) => this.ownPair(pair)));
    if (!pairs.length) this.list.append(make("li", { class: "mt-none" }, "None yet. Choose “All sentences” to pin one."));
    this.undoButton.disabled = !this.done.length;
    this.list.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  ownPair(pair) {
    const item = make("li", { class: "mt-own-pair" });
    const row = make("div", { class: "mt-row" });
    SIDES.forEach((side) => {
      const span = this.sentence(side, pair[side]);
      const text = make("p", {});
      text.append(this.number(side, span.sentence), this.points[side].slice(span.start, span.end).join(""));
      row.append(text);
    });
    item.append(row);
    if (pair.note) item.append(labelled("Your note: ", pair.note, "mt-own-note"));
    if (pair.trouble) {
      const trouble = make("p", { class: "mt-trouble" }, `${pair.trouble} `);
      const { trouble: _, ...again } = pair;
      trouble.append(this.keyed("Try again", `again ${pair.id}`, () => { this.put(again); this.paintOwn(); }));
      item.append(trouble);
    }
    const remove = this.keyed("Remove", `remove ${pair.id}`, () => this.remove(pair));
    remove.setAttribute("aria-label", `Remove the pair ${pair.december} and ${pair.january}`);
    item.append(remove);
    return item;
  }

  keyed(name, key, act) {
    const made = button(name, act);
    made.dataset.key = key;
    return made;
  }

  // Doing

  listen() {
    const heard = { "change:theme": () => this.paint(), "change:_pairs": () => this.heard(), "change:_trouble": () => this.paintOwn() };
    heard["msg:custom"] = (message) => { if (message.op === "failed") this.failed(message); };
    Object.entries(heard).forEach(([name, act]) => {
      this.model.on(name, act);
      this.signal?.addEventListener("abort", () => this.model.off(name, act));
    });
    this.signal?.addEventListener("abort", () => this.pending.forEach(({ timer }) => clearTimeout(timer)));
    keepKeys(this.root);
  }

  failed({ id, why }) {
    clearTimeout(this.pending.get(id)?.timer);
    this.trouble(id, why);
  }

  say(words, seen = false) {
    this.status.textContent = words;
    this.status.classList.toggle("mt-hidden", !seen); // where the screen alone does not show it
  }

  sentence(side, number) {
    return this.content.sides[side].sentences.find((span) => span.sentence === number);
  }

  paint() {
    const theme = this.model.get("theme");
    const all = !(theme in this.content.themes);
    this.root.dataset.theme = theme;
    this.themeButtons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.theme === theme));
    this.page.replaceChildren(...(all ? [] : this.themed(theme)));
    this.page.hidden = all;
    this.desk.hidden = !all;
    this.paintChoice();
    this.paintOwn();
  }
}

function labelled(label, text, name) {
  const line = make("p", { class: name });
  line.append(make("strong", {}, label), text);
  return line;
}

function hidden(text) {
  return make("span", { class: "mt-hidden" }, text);
}
