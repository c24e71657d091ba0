// The Reader's front end. It builds the text once; a view only changes what is seen, never where a word stands.
// Python puts elements.js and notes.js before it: one module without a build step.

const SPACE = /\s/;

export default {
  render({ model, el, signal }) {
    const reader = new Reader(model, el, signal);
    reader.paint();
    reader.notes.paint();
    reader.task?.paint();
    reader.task?.restore();
  },
};

class Reader {
  constructor(model, el, signal) {
    this.model = model;
    this.content = model.get("_content");
    this.points = Array.from(this.content.text); // offsets are code points, JavaScript counts UTF-16 units
    this.cursor = -1; // the word that the arrow keys are at
    this.anchor = -1; // the word at which Shift and the arrow keys began to select
    this.chosen = null; // the selected words: { start, end } in code points
    this.build(el);
    this.listen(signal);
  }

  // Building

  build(el) {
    this.root = make("div", { class: "mt-reader", lang: "en" });
    this.root.append(this.toolbar(), this.options(), this.legend());
    this.page = make("div", {
      class: "mt-page", tabindex: "0", role: "group",
      "aria-label": `${this.content.title}. Arrow keys move from word to word, Enter tells what is known about a word. `
        + "Space selects a word, Shift and the arrow keys select more, Enter then asks what to do with them. Escape leaves.",
    });
    this.content.lines.forEach((line) => this.page.append(this.line(line)));
    this.panel = make("div", { class: "mt-panel", role: "group", "aria-live": "polite", "aria-label": "About the word" });
    this.status = make("div", { class: "mt-hidden", role: "status" });
    this.body = make("div", { class: "mt-body" });
    this.body.append(this.page);
    this.leaves = [...this.page.querySelectorAll(".mt-leaf")];
    this.words = this.wordSpans();
    this.notes = new Notes(this);
    this.root.append(this.body, this.notes.section, this.status);
    if (this.model.get("_task").prompt) {
      this.task = new Task(this);
      this.root.prepend(this.task.section);
    }
    el.append(this.root);
    this.tell([]);
  }

  toolbar() {
    const bar = make("div", { class: "mt-toolbar", role: "toolbar", "aria-label": "Views" });
    this.viewButtons = Object.entries(this.content.views).map(([view, name]) => {
      const choice = button(name, () => this.set("view", view));
      choice.dataset.view = view;
      return choice;
    });
    this.largeButton = button("Large print", () => this.set("large", !this.model.get("large")));
    this.largeButton.classList.add("mt-large-button");
    bar.append(...this.viewButtons, this.largeButton);
    return bar;
  }

  options() {
    const bar = make("div", { class: "mt-options" });
    this.bracketBox = make("input", { type: "checkbox" });
    this.bracketBox.addEventListener("change", () => this.set("brackets", !this.bracketBox.checked));
    const brackets = make("label", { class: "mt-only mt-for-hand" });
    brackets.append(this.bracketBox, " Take the editor’s brackets out");
    const note = make("p", { class: "mt-only mt-for-hand mt-note" },
      "Square brackets were put in by the editor of the English text. Round brackets look similar, but most of them seem to "
      + "belong to the telegram; for “(Beijing time)” this is not certain.");
    this.spellingList = make("select", { "aria-label": "Spelling of names" });
    Object.entries(this.content.spellings).forEach(([key, name]) => {
      this.spellingList.append(make("option", { value: key }, name));
    });
    this.spellingList.addEventListener("change", () => this.set("spelling", this.spellingList.value));
    const spelling = make("label", { class: "mt-only mt-for-names" });
    spelling.append("Spelling of names: ", this.spellingList);
    const supplied = make("p", { class: "mt-only mt-for-names mt-note" },
      "A name with a wavy line is in a form that we supply; it does not stand on the page.");
    const details = make("p", { class: "mt-only mt-for-details mt-note" },
      "People, places and organisations have a line under them, dates and hours a dotted one. Click a word, or press Enter on it.");
    const plain = make("p", { class: "mt-only mt-for-plain mt-note" },
      "Our own paraphrase, section by section. It is no source: do not quote it.");
    bar.append(brackets, note, spelling, supplied, details, plain);
    return bar;
  }

  legend() {
    const legend = make("div", { class: "mt-legend mt-only mt-for-voices" });
    const total = Object.values(this.content.share).reduce((sum, words) => sum + words, 0);
    const bar = make("div", { class: "mt-share", role: "img" });
    const list = make("ul");
    const told = [];
    Object.entries(this.content.voiceNames).forEach(([voice, name]) => {
      const words = this.content.share[voice];
      if (!words) return;
      const percent = Math.round((100 * words) / total);
      const part = make("div", { class: `mt-part mt-share-${voice}` });
      part.style.flexGrow = words;
      bar.append(part);
      const item = make("li");
      item.append(make("span", { class: `mt-key mt-voice-${voice}` }, "words"), ` ${name}: ${words} words, ${percent} %`);
      list.append(item);
      told.push(`${name} ${percent} %`);
    });
    bar.setAttribute("aria-label", `Share of words: ${told.join(", ")}`);
    const doubt = make("p", { class: "mt-note" });
    doubt.append(make("span", { class: "mt-doubt-mark" }, "?"), " An attribution with a question mark is a reading: click it to see why.");
    legend.append(bar, list, doubt);
    return legend;
  }

  line(line) {
    const block = make("div", { class: `mt-line mt-${line.kind}` });
    const plain = this.content.plain[line.section];
    if (plain) {
      const words = make("p", { class: "mt-plain" });
      words.append(make("span", { class: "mt-number" }, line.section), plain);
      block.append(words);
    }
    const printed = make("p", { class: "mt-printed" });
    const inside = (span) => span.start >= line.start && span.end <= line.end;
    const layers = ["sentences", "voices", "brackets", "names", "moments", "terms"];
    const spans = Object.fromEntries(layers.map((layer) => [layer, this.content[layer].filter(inside)]));
    const cuts = new Set([line.start, line.end, ...this.wordCuts(line)]);
    Object.values(spans).flat().forEach((span) => cuts.add(span.start).add(span.end));
    spans.brackets.forEach((bracket) => bracket.hide.forEach((cut) => cuts.add(cut)));
    const places = [...cuts].sort((a, b) => a - b);
    places.slice(0, -1).forEach((start, index) => this.leaves(printed, start, places[index + 1], spans));
    block.append(printed);
    return block;
  }

  leaves(printed, start, end, spans) {
    const over = (span) => span.start <= start && end <= span.end;
    const sentence = spans.sentences.find((span) => span.start === start);
    if (sentence) printed.append(make("span", { class: "mt-number" }, sentence.sentence));
    const voice = innermost(spans.voices.filter(over));
    if (voice?.start === start) {
      printed.append(make("span", { class: "mt-hidden mt-only mt-for-voices" }, `[${this.voiceName(voice)}:] `));
    }
    const leaf = make("span", { class: "mt-leaf" }, this.points.slice(start, end).join(""));
    leaf.dataset.start = start;
    leaf.dataset.end = end;
    leaf.start = start;
    leaf.end = start + Array.from(leaf.textContent.trimEnd()).length; // without the space that a word keeps
    const bracket = spans.brackets.find(over);
    const name = innermost(spans.names.filter(over));
    const about = {
      voice, bracket, name,
      sentence: spans.sentences.find(over),
      names: spans.names.filter(over),
      moment: spans.moments.find(over),
      terms: spans.terms.filter(over),
    };
    leaf.about = about;
    const classes = leaf.classList;
    if (spans.brackets.some((span) => span.hide[0] <= start && end <= span.hide[1])) classes.add("mt-goes");
    if (bracket) classes.add("mt-bracket", "mt-voice-editor");
    else if (voice) classes.add(`mt-voice-${voice.who}`, voice.direct ? "mt-direct" : "mt-reported");
    else classes.add("mt-voice-own");
    if (voice && voice.cert !== "high") classes.add("mt-uncertain");
    if (name) classes.add("mt-name");
    if (about.moment) classes.add("mt-moment");
    if (about.terms.length) classes.add("mt-term");
    if (name && Object.entries(name.spelt).some(([, spelt]) => spelt)) {
      leaf.printed = leaf.textContent;
      leaf.spelt = name.start === start ? name.spelt : Object.fromEntries(Object.entries(name.spelt).map(([key, spelt]) => [key, spelt && null]));
    }
    printed.append(leaf);
    if (voice && voice.end === end && voice.cert !== "high") {
      const why = make("button", { type: "button", class: "mt-doubt-mark mt-only mt-for-voices", "aria-label": "Why is this a reading?" }, "?");
      why.addEventListener("click", () => this.tell(this.aboutVoice(voice), leaf));
      printed.append(why);
    }
  }

  wordCuts(line) {
    const cuts = [];
    for (let place = line.start + 1; place < line.end; place += 1) {
      if (SPACE.test(this.points[place - 1])) cuts.push(place); // a word keeps its space: half as many elements
    }
    return cuts;
  }

  wordSpans() {
    // One entry a word: the leaves it is made of, in the order of the text.
    const words = [];
    this.page.querySelectorAll(".mt-printed").forEach((line) => {
      let open = null;
      line.querySelectorAll(".mt-leaf").forEach((leaf) => {
        if (!leaf.textContent.trim()) { open = null; return; }
        if (!open) words.push(open = []);
        open.push(leaf);
        leaf.word = words.length - 1;
        if (SPACE.test(leaf.textContent.slice(-1))) open = null;
      });
    });
    this.leaves.filter((leaf) => leaf.printed !== undefined).forEach((leaf) => {
      leaf.nameWords = words.filter((word) => word.some((other) => other.about.name === leaf.about.name));
    });
    return words;
  }

  // What is known about a word

  voiceName(voice) {
    return this.content.voiceNames[voice.who] + (voice.direct ? ", in direct speech" : "");
  }

  aboutVoice(voice) {
    const doubt = voice.reading ? `A reading. ${voice.reading}` : "";
    return [[`Who speaks? ${this.voiceName(voice)}.`, doubt]];
  }

  about(leaf) {
    const { voice, bracket, names, moment, terms, sentence } = leaf.about;
    const cards = [];
    terms.forEach((term) => {
      const entry = this.content.glossary[term.ref];
      cards.push([entry.term, entry.plain_meaning, entry.in_this_text, `${entry.status}`]);
    });
    names.forEach((name) => cards.push(this.aboutName(name)));
    if (moment) cards.push([this.points.slice(moment.start, moment.end).join(""), `Meant is ${moment.when}.`]);
    if (bracket) {
      const kinds = {
        supplied: "The editor added words that complete the sentence.",
        gloss: "The editor gives another name or the full form.",
        identification: "The editor says who is meant.",
      };
      cards.push(["In square brackets", kinds[bracket.kind], "These are not Mao’s words."]);
    } else if (voice) cards.push(...this.aboutVoice(voice));
    else if (sentence) cards.push(["Who speaks? Mao, in his own voice."]);
    if (sentence) cards.push([`Sentence ${sentence.sentence}`]);
    return cards;
  }

  aboutName(name) {
    const known = this.content.people[name.ref];
    const spellings = Object.entries(this.content.spellings)
      .filter(([key]) => known[key]).map(([key, label]) => `${label}: ${known[key]}`).join("; ");
    const renamed = known.today && known.today !== known.name ? `Today: ${known.today}.` : "";
    return [known.name, known.note, renamed, spellings, known.status];
  }

  tell(cards, leaf) {
    this.panel.replaceChildren();
    this.place(leaf);
    if (!cards.length) {
      this.panel.append(make("p", { class: "mt-note" }, "Click a word, or go to it with the arrow keys and press Enter, to see what is known about it. Select words to work with them: "
        + "with the mouse, a finger, or Shift and the arrow keys."));
      return;
    }
    cards.forEach((entry) => {
      if (entry instanceof Node) { this.panel.append(entry); return; }
      const [title, ...rest] = entry;
      const card = make("div", { class: "mt-card" });
      card.append(make("strong", {}, title));
      rest.filter(Boolean).forEach((text) => {
        const status = ["documented", "disputed", "unverified"].includes(text);
        card.append(make("p", status ? { class: "mt-status" } : {}, text));
      });
      this.panel.append(card);
    });
    if (leaf) this.panel.scrollIntoView({ block: "nearest" });
  }

  // Beside the word where there is room, else below its paragraph: never out of sight.
  place(leaf) {
    const narrow = this.root.clientWidth < 640 || this.model.get("large");
    this.panel.style.marginTop = "";
    if (leaf && narrow) {
      leaf.closest(".mt-line").append(this.panel);
    } else {
      this.body.append(this.panel);
      if (leaf) this.panel.style.marginTop = `${Math.max(0, leaf.getBoundingClientRect().top - this.body.getBoundingClientRect().top - 8)}px`;
    }
  }

  // Doing

  listen(signal) {
    const heard = Object.fromEntries(["view", "spelling", "brackets", "large"].map((name) => [`change:${name}`, () => this.paint()]));
    heard["change:_notes"] = () => this.notes.paint();
    heard["change:_feedback"] = () => this.task?.paint();
    heard["msg:custom"] = (message) => this.notes.heard(message);
    Object.entries(heard).forEach(([name, act]) => {
      this.model.on(name, act);
      signal?.addEventListener("abort", () => this.model.off(name, act));
    });
    signal?.addEventListener("abort", () => this.notes.leave());
    this.page.addEventListener("click", (event) => {
      const leaf = event.target.closest(".mt-leaf");
      if (!leaf || !document.getSelection().isCollapsed) return; // the end of a selection is no question about a word
      if (leaf.word !== undefined) this.goTo(leaf.word, false);
      this.choose(null);
      this.tell([...this.notes.cards(leaf), ...this.about(leaf)], leaf);
    });
    this.page.addEventListener("keydown", (event) => this.key(event));
    this.page.addEventListener("blur", () => this.mark(-1));
    document.addEventListener("selectionchange", () => this.selected(), { signal });
    this.root.addEventListener("keydown", (event) => this.notes.key(event));
    keepKeys(this.root);
  }

  key(event) {
    if (event.target !== this.page || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 };
    const from = this.cursor;
    if (event.key in steps) this.step(steps[event.key]);
    else if (event.key === "Home") this.goTo(0);
    else if (event.key === "End") this.goTo(this.words.length - 1);
    else if (event.key === " " && this.words[from]) this.choose(spanOf([this.words[from]]));
    else if (event.key === "Enter" && this.chosen) this.offer(true);
    else if (event.key === "Enter" && this.words[from]) this.lookUp(from);
    else if (event.key === "Escape") this.leave();
    else return;
    if (event.key === " ") this.anchor = from;
    else if (event.key !== "Enter" && event.key !== "Escape") this.extend(event.shiftKey, from);
    event.preventDefault();
  }

  lookUp(word) {
    const [leaf] = this.words[word];
    this.tell([...this.notes.cards(leaf), ...this.about(leaf)], leaf);
  }

  leave() {
    if (!this.chosen) this.mark(-1);
    this.release();
  }

  step(by) {
    const last = this.words.length - 1;
    let next = this.cursor < 0 ? 0 : Math.min(Math.max(this.cursor + by, 0), last);
    while (this.words[next] && !this.words[next].some(shown)) next += Math.sign(by); // words that the view has taken out
    if (this.words[next]) this.goTo(next);
  }

  goTo(word, scroll = true) {
    this.mark(word);
    if (scroll) this.words[word][0].scrollIntoView({ block: "nearest" });
    const sentence = this.words[word][0].about.sentence;
    const noted = this.notes.at(this.words[word][0]).length ? ", noted" : "";
    this.status.textContent = this.words[word].map((leaf) => leaf.textContent).join("") + (sentence ? `, ${sentence.sentence}` : "") + noted;
  }

  mark(word) {
    this.words[this.cursor]?.forEach((leaf) => leaf.classList.remove("mt-cursor"));
    this.cursor = word;
    this.words[word]?.forEach((leaf) => leaf.classList.add("mt-cursor"));
  }

  // Selecting

  extend(on, from) {
    if (!on) {
      this.anchor = -1;
      if (this.chosen) this.choose(null);
      return;
    }
    if (this.anchor < 0) this.anchor = Math.max(from, 0);
    const [first, last] = [this.anchor, this.cursor].sort((a, b) => a - b);
    this.choose(spanOf(this.words.slice(first, last + 1)));
  }

  // The browser's own selection, by mouse or finger. One that lies elsewhere on the page is none of ours.
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.page.contains(selection.anchorNode)) return;
    if (!this.page.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0).cloneRange();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { // while a finger still draws, nothing moves under it
      const chosen = canonicalRange(this.words, range);
      this.anchor = -1;
      if (chosen) this.choose(chosen);
    }, 150);
  }

  // Leave the selected words alone again.
  release() {
    clearTimeout(this.settling);
    const selection = document.getSelection();
    if (this.page.contains(selection.anchorNode)) selection.removeAllRanges();
    this.choose(null);
    this.tell([]);
  }

  choose(chosen) {
    const before = this.chosen;
    if (before?.start === chosen?.start && before?.end === chosen?.end) return;
    this.chosen = chosen;
    this.leaves.forEach((leaf) => leaf.classList.toggle("mt-selected", Boolean(chosen) && overlap(leaf, chosen)));
    this.task?.chose();
    if (chosen) this.offer(false);
    else if (before) this.tell([]);
  }

  // What can be done with the selected words, beside them.
  offer(go) {
    const { start, end } = this.chosen;
    const card = make("div", { class: "mt-card mt-offer" });
    card.append(make("strong", {}, `Selected: ${this.words.filter((word) => word.some((leaf) => overlap(leaf, this.chosen))).length} words`),
      make("p", { class: "mt-quote" }, shorten(this.wordsAt(start, end))));
    const buttons = [button("Add a note", () => this.notes.write({ start, end }))];
    if (this.task) buttons.unshift(button("Check these words", () => this.task.check()));
    const row = make("div", { class: "mt-buttons" });
    row.append(...buttons);
    card.append(row);
    this.tell([card], this.leafAt(end - 1));
    this.status.textContent = `Selected: ${this.wordsAt(start, end)}`;
    if (go) buttons[0].focus();
  }

  wordsAt(start, end) {
    return this.points.slice(start, end).join("");
  }

  leafAt(offset) {
    return this.leaves.find((leaf) => leaf.start <= offset && offset < Number(leaf.dataset.end));
  }

  back() {
    this.page.focus({ preventScroll: true });
  }

  // Showing

  set(name, value) {
    this.model.set(name, value); // listen() paints
    setTimeout(() => this.model.save_changes()); // the reader first, then the kernel
  }

  paint() {
    const { root, model } = this;
    const view = model.get("view");
    root.dataset.view = view;
    // A class for each view, not the attribute: the browser then looks only at what the old and the new view change.
    Object.keys(this.content.views).forEach((one) => root.classList.toggle(`mt-view-${one}`, one === view));
    root.classList.toggle("mt-large", model.get("large"));
    root.classList.toggle("mt-brackets-out", view === "hand" && !model.get("brackets"));
    this.viewButtons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.view === view));
    this.largeButton.setAttribute("aria-pressed", model.get("large"));
    this.bracketBox.checked = !model.get("brackets");
    this.spellingList.value = model.get("spelling");
    this.spell(view === "names" ? model.get("spelling") : "printed");
  }

  spell(spelling) {
    if (spelling === this.spelling) return;
    this.spelling = spelling;
    this.page.querySelectorAll(".mt-name").forEach((leaf) => {
      if (leaf.printed === undefined) return;
      const spelt = spelling === "printed" ? "" : leaf.spelt[spelling];
      // The first leaf of a name shows the whole other form; null means that this leaf's words are in it.
      leaf.textContent = spelt === null ? "" : spelt || leaf.printed;
      leaf.classList.toggle("mt-supplied-form", Boolean(spelt) && spelt !== leaf.printed);
    });
  }
}

// What a reader has to do in this Reader, and what the check has said.
class Task {
  constructor(reader) {
    this.reader = reader;
    this.model = reader.model;
    this.section = make("div", { class: "mt-task", role: "group", "aria-label": "Question" });
    this.checkButton = button("Check these words", () => this.check());
    this.hintButton = button("Hint", () => this.ask("hint"));
    this.solutionButton = button("Solution", () => this.ask("solution"));
    this.feedback = make("div", { class: "mt-feedback", role: "status" });
    this.chosen = make("p", { class: "mt-note" });
    const buttons = make("div", { class: "mt-buttons" });
    buttons.append(this.checkButton, this.hintButton, this.solutionButton);
    this.section.append(make("p", { class: "mt-prompt" }, this.model.get("_task").prompt), this.chosen, buttons, this.feedback);
    this.chose();
  }

  chose() {
    const { chosen } = this.reader;
    this.chosen.textContent = chosen
      ? `Your words: ${shorten(this.reader.wordsAt(chosen.start, chosen.end))}`
      : "Select words in the telegram: with the mouse, a finger, or Shift and the arrow keys. Then press Enter, or Check.";
  }

  // The words that were checked another day.
  restore() {
    const { chosen } = this.model.get("_task");
    if (!chosen) return;
    this.reader.choose({ start: chosen.start, end: chosen.end });
    this.reader.tell([]);
    whenSeen(this.reader.page, () => this.reveal());
  }

  // Scroll the telegram alone, and not the notebook around it.
  reveal() {
    const { page } = this.reader;
    const leaf = page.querySelector(".mt-selected");
    if (leaf) page.scrollTop += leaf.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
  }

  check() {
    this.ask("check", this.reader.chosen ?? {});
  }

  ask(op, more = {}) {
    this.waiting = setTimeout(() => { this.feedback.textContent = "Waiting for Python, which is busy or has stopped. If nothing comes, run this cell again."; }, PATIENCE);
    this.model.send({ op, ...more });
  }

  paint() {
    clearTimeout(this.waiting);
    const { outcome, title, message, points, quotations, tried } = this.model.get("_feedback");
    this.solutionButton.disabled = !tried;
    this.solutionButton.title = tried ? "" : "Try first: select words and press Check.";
    this.feedback.dataset.outcome = outcome ?? "";
    this.feedback.replaceChildren();
    if (!title) return;
    const said = make("p", {});
    said.append(make("strong", {}, title), ` ${message}`);
    this.feedback.append(said, ...points.map((point) => make("p", {}, `– ${point}`)), ...quotations.map((words) => make("p", { class: "mt-quote" }, words)));
  }
}

// A part of a notebook may be drawn long before it comes into sight, and has no size until then.
function whenSeen(part, act) {
  new IntersectionObserver((seen, watch) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    act();
  }).observe(part);
}

// The words that a range of the browser touches, as { start, end } in code points of the canonical text; null for none.
export function canonicalRange(words, range) {
  const touched = words.filter((word) => word.some((leaf) => touches(range, leaf) && shown(leaf)));
  return touched.length ? spanOf(touched) : null;
}

function touches(range, leaf) {
  if (!range.intersectsNode(leaf)) return false;
  const part = document.createRange();
  part.selectNodeContents(leaf);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return /\S/.test(part.toString());
}

// From the first word to the last, at the ends only what can be seen: a bracket that was taken out is not selected.
// A name in another spelling is one whole: whoever takes a part of it takes its words.
function spanOf(words) {
  const whole = (leaf) => (leaf.nameWords && leaf.textContent !== leaf.printed ? leaf.nameWords.flat() : [leaf]);
  const leaves = words.flat().flatMap(whole).filter(shown);
  return { start: Math.min(...leaves.map((leaf) => leaf.start)), end: Math.max(...leaves.map((leaf) => leaf.end)) };
}

function shown(leaf) {
  return leaf.getClientRects().length > 0;
}

function overlap(leaf, span) {
  return leaf.start < span.end && span.start < leaf.end;
}

function innermost(spans) {
  return spans.reduce((found, span) => (!found || span.end - span.start < found.end - found.start ? span : found), undefined);
}
