// The Reader's front end. It builds the text once; a view only changes what is seen, never where a word stands.

const SPACE = /\s/;

export default {
  render({ model, el, signal }) {
    const reader = new Reader(model, el, signal);
    reader.paint();
  },
};

class Reader {
  constructor(model, el, signal) {
    this.model = model;
    this.content = model.get("_content");
    this.points = Array.from(this.content.text); // offsets are code points, JavaScript counts UTF-16 units
    this.cursor = -1;
    this.build(el);
    this.listen(signal);
  }

  // Building

  build(el) {
    this.root = make("div", { class: "mt-reader", lang: "en" });
    this.root.append(this.toolbar(), this.options(), this.legend());
    this.page = make("div", {
      class: "mt-page", tabindex: "0", role: "group",
      "aria-label": `${this.content.title}. Arrow keys move from word to word, Enter tells what is known about a word, Escape leaves.`,
    });
    this.content.lines.forEach((line) => this.page.append(this.line(line)));
    this.panel = make("aside", { class: "mt-panel", "aria-live": "polite", "aria-label": "About the word" });
    this.status = make("div", { class: "mt-hidden", role: "status" });
    this.body = make("div", { class: "mt-body" });
    this.body.append(this.page);
    this.root.append(this.body, this.status);
    this.words = this.wordSpans();
    el.append(this.root);
    this.tell([]);
  }

  toolbar() {
    const bar = make("div", { class: "mt-toolbar", role: "toolbar", "aria-label": "Views" });
    this.viewButtons = Object.entries(this.content.views).map(([view, name]) => {
      const button = make("button", { type: "button", class: "mt-button", "data-view": view }, name);
      button.addEventListener("click", () => this.set("view", view));
      return button;
    });
    this.largeButton = make("button", { type: "button", class: "mt-button mt-large-button" }, "Large print");
    this.largeButton.addEventListener("click", () => this.set("large", !this.model.get("large")));
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
      this.panel.append(make("p", { class: "mt-note" }, "Click a word, or go to it with the arrow keys and press Enter, to see what is known about it."));
      return;
    }
    cards.forEach(([title, ...rest]) => {
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
    ["view", "spelling", "brackets", "large"].forEach((name) => {
      const repaint = () => this.paint();
      this.model.on(`change:${name}`, repaint);
      signal?.addEventListener("abort", () => this.model.off(`change:${name}`, repaint));
    });
    this.page.addEventListener("click", (event) => {
      const leaf = event.target.closest(".mt-leaf");
      if (!leaf) return;
      if (leaf.word !== undefined) this.goTo(leaf.word, false);
      this.tell(this.about(leaf), leaf);
    });
    this.page.addEventListener("keydown", (event) => this.key(event));
    this.page.addEventListener("blur", () => this.mark(-1));
    // JupyterLab takes plain keys as commands ("b" inserts a cell). Tab and combinations stay free.
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    });
  }

  key(event) {
    if (event.target !== this.page || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 };
    if (event.key in steps) this.step(steps[event.key]);
    else if (event.key === "Home") this.goTo(0);
    else if (event.key === "End") this.goTo(this.words.length - 1);
    else if (event.key === "Enter" && this.words[this.cursor]) this.tell(this.about(this.words[this.cursor][0]), this.words[this.cursor][0]);
    else if (event.key === "Escape") { this.mark(-1); this.tell([]); }
    else return;
    event.preventDefault();
  }

  step(by) {
    const shown = (word) => this.words[word]?.some((leaf) => leaf.getClientRects().length);
    const last = this.words.length - 1;
    let next = this.cursor < 0 ? 0 : Math.min(Math.max(this.cursor + by, 0), last);
    while (this.words[next] && !shown(next)) next += Math.sign(by); // words that the view has taken out
    if (this.words[next]) this.goTo(next);
  }

  goTo(word, scroll = true) {
    this.mark(word);
    if (scroll) this.words[word][0].scrollIntoView({ block: "nearest" });
    const sentence = this.words[word][0].about.sentence;
    this.status.textContent = this.words[word].map((leaf) => leaf.textContent).join("") + (sentence ? `, ${sentence.sentence}` : "");
  }

  mark(word) {
    this.words[this.cursor]?.forEach((leaf) => leaf.classList.remove("mt-cursor"));
    this.cursor = word;
    this.words[word]?.forEach((leaf) => leaf.classList.add("mt-cursor"));
  }

  set(name, value) {
    this.model.set(name, value); // listen() paints
    setTimeout(() => this.model.save_changes()); // the reader first, then the kernel
  }

  paint() {
    const { root, model } = this;
    const view = model.get("view");
    root.dataset.view = view;
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

function innermost(spans) {
  return spans.reduce((found, span) => (!found || span.end - span.start < found.end - found.start ? span : found), undefined);
}

function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text) element.textContent = text; // a text node, never HTML
  return element;
}
