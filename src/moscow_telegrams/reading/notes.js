// A reader's notes: on the screen at once, and there until Python has saved them.

class Notes {
  constructor(reader) {
    this.reader = reader;
    this.model = reader.model;
    this.pending = new Map(); // what Python has not saved yet: number -> { op, trouble, timer }
    this.done = []; // what can be undone: { op, back }, the last one last
    this.undone = [];
    this.build();
  }

  build() {
    this.section = make("div", { class: "mt-notes", role: "group", "aria-label": "Your notes" });
    this.fold = make("details");
    this.summary = make("summary");
    this.list = make("ol", { class: "mt-note-list" });
    this.fold.append(this.summary, this.list);
    this.fold.addEventListener("toggle", () => this.paintList());
    this.undoButton = button("Undo", () => this.undo());
    this.redoButton = button("Redo", () => this.redo());
    this.fileBox = make("input", { type: "file", accept: ".json,.jsonld,application/json,application/ld+json", class: "mt-hidden", tabindex: "-1", "aria-hidden": "true" });
    this.fileBox.addEventListener("change", () => this.importFile());
    this.state = make("span", { class: "mt-state", role: "status" });
    this.again = button("Try again", () => this.tryAgain());
    const bar = make("div", { class: "mt-buttons" });
    bar.append(this.undoButton, this.redoButton, button("Export", () => this.ask("export")),
      button("Import", () => this.fileBox.click()), this.fileBox, this.state, this.again);
    this.section.append(this.fold, bar);
  }

  // What there is

  all() {
    const notes = new Map(this.model.get("_notes").map((note) => [note.id, note]));
    this.pending.forEach(({ op }) => {
      if (op.op === "put") notes.set(op.note.id, op.note);
      if (op.op === "delete") notes.delete(op.id);
    });
    return [...notes.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  at(leaf) {
    return this.placed.filter((note) => overlap(leaf, note));
  }

  // Doing

  put(note) {
    const before = this.all().find((other) => other.id === note.id);
    this.act({ op: "put", note }, before ? { op: "put", note: before } : { op: "delete", id: note.id });
  }

  remove(note) {
    this.act({ op: "delete", id: note.id }, { op: "put", note });
    this.reader.tell([]);
    this.undoButton.focus();
  }

  act(op, back) {
    this.done.push({ op, back });
    this.undone = [];
    this.send(op);
  }

  undo() {
    const step = this.done.pop();
    if (!step) return;
    this.undone.push(step);
    this.send(step.back);
    if (this.undoButton.disabled && document.activeElement === this.undoButton) this.redoButton.focus();
  }

  redo() {
    const step = this.undone.pop();
    if (!step) return;
    this.done.push(step);
    this.send(step.op);
  }

  send(op) {
    const n = newId();
    this.pending.set(n, { op, trouble: "" });
    this.post(n);
    this.paint();
  }

  post(n) {
    const waiting = this.pending.get(n);
    waiting.trouble = "";
    waiting.timer = setTimeout(() => this.trouble(n,
      "Python is busy or has stopped. Keep this page open and press Try again; copy long notes before you run this cell again."), PATIENCE);
    try {
      this.model.send({ ...waiting.op, n });
    } catch (error) {
      this.trouble(n, `${error.message}.`);
    }
  }

  ask(op, more = {}) {
    this.send({ op, ...more });
  }

  tryAgain() {
    [...this.pending.entries()].filter(([, { trouble }]) => trouble).forEach(([n, { timer }]) => {
      clearTimeout(timer);
      this.post(n);
    });
    this.paint();
  }

  trouble(n, why) {
    const waiting = this.pending.get(n);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.trouble = why;
    if (waiting.op.op === "import" || waiting.op.op === "export") this.pending.delete(n); // nothing of these can be lost
    this.said = waiting.op.op === "import" ? `Not read. ${why}` : "";
    this.paint();
  }

  heard({ n, failed, said, exported }) {
    if (!this.pending.has(n)) return;
    if (failed) { this.trouble(n, failed); return; }
    clearTimeout(this.pending.get(n).timer);
    this.pending.delete(n);
    if (exported) this.download(exported);
    this.said = said;
    this.saved = true;
    this.paint();
  }

  leave() {
    this.pending.forEach(({ timer }) => clearTimeout(timer));
  }

  key(event) {
    if (event.target.matches("textarea, input, select") || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.undo();
    else if (key === "y" || key === "z") this.redo();
    else return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would undo in the notebook
  }

  // Files

  download({ name, text }) {
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: "application/ld+json" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async importFile() {
    const [file] = this.fileBox.files;
    if (!file) return;
    this.ask("import", { text: await file.text() });
    this.fileBox.value = "";
  }

  // Writing

  write(note) {
    const { reader } = this;
    const form = make("form", { class: "mt-card mt-form" });
    const tags = new Set(note.tags ?? []);
    const offered = [...new Set([...this.model.get("_tags"), ...tags])];
    const row = make("div", { class: "mt-buttons", role: "group", "aria-label": "Tags" });
    row.append(...offered.map((tag) => {
      const choice = button(tag, () => {
        if (!tags.delete(tag)) tags.add(tag);
        choice.setAttribute("aria-pressed", tags.has(tag));
      });
      choice.setAttribute("aria-pressed", tags.has(tag));
      return choice;
    }));
    const box = make("textarea", { rows: "3" });
    box.value = note.note ?? "";
    const label = make("label");
    label.append("Your note", box);
    const close = () => { reader.release(); reader.back(); };
    const save = () => {
      const { start, end } = note;
      this.put({ created: "", ...note, id: note.id ?? newId(), start, end, tags: [...tags], note: box.value.trim() });
      close();
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const saveButton = make("button", { type: "submit", class: "mt-button" }, "Save");
    const buttons = make("div", { class: "mt-buttons" });
    buttons.append(saveButton, button("Cancel", close));
    form.append(make("strong", {}, note.id ? "Edit your note" : "A note on"), make("p", { class: "mt-quote" }, shorten(this.words(note))),
      row, label, buttons);
    reader.tell([form], reader.leafAt(note.end - 1));
    box.focus();
  }

  // The number of the first sentence that the note is on: it may begin with a printed label, such as "(a)".
  number(note) {
    return this.reader.leaves.find((leaf) => leaf.about.sentence && leaf.start >= note.start)?.about.sentence.sentence ?? "";
  }

  words(note) {
    return note.start < 0 ? note.text : this.reader.wordsAt(note.start, note.end);
  }

  // Showing

  cards(leaf) {
    return this.at(leaf).map((note) => {
      const card = make("div", { class: "mt-card mt-own" });
      card.append(make("strong", {}, "Your note"), ...this.parts(note));
      return card;
    });
  }

  parts(note) {
    const parts = [];
    if (note.tags.length) parts.push(make("p", { class: "mt-tags" }, note.tags.join(", ")));
    if (note.note) parts.push(make("p", { class: "mt-own-words" }, note.note));
    const buttons = make("div", { class: "mt-buttons" });
    const named = (name, act) => {
      const made = button(name, act);
      made.setAttribute("aria-label", `${name} the note on ${shorten(this.words(note))}`);
      return made;
    };
    if (note.start >= 0) buttons.append(named("Edit", () => this.write(note)));
    buttons.append(named("Delete", () => this.remove(note)));
    return [...parts, buttons];
  }

  paint() {
    const notes = this.all();
    if (JSON.stringify(notes) !== this.painted) {
      this.painted = JSON.stringify(notes);
      this.placed = notes.filter((note) => note.start >= 0);
      this.paintText();
      this.paintList(true);
    }
    this.paintState();
  }

  paintText() {
    const { leaves } = this.reader;
    this.reader.page.querySelectorAll(".mt-note-mark").forEach((mark) => mark.remove());
    leaves.forEach((leaf) => leaf.classList.toggle("mt-noted", this.placed.some((note) => overlap(leaf, note))));
    this.placed.forEach((note, index) => {
      const last = leaves.findLast((leaf) => overlap(leaf, note));
      let after = last; // two notes that end together keep their order
      while (after?.nextElementSibling?.classList.contains("mt-note-mark")) after = after.nextElementSibling;
      after?.after(make("sup", { class: "mt-note-mark", "aria-hidden": "true" }, `${index + 1}`));
    });
  }

  // The list holds three buttons for each note: made when somebody opens it.
  paintList(changed = false) {
    this.summary.textContent = `Your notes: ${this.all().length}`;
    if (!this.fold.open || (!changed && this.list.childElementCount)) {
      if (!this.fold.open) this.list.replaceChildren();
      return;
    }
    this.list.replaceChildren(...this.all().map((note) => {
      const item = make("li");
      const quote = make("button", { type: "button", class: "mt-quote mt-show" }, shorten(this.words(note)));
      quote.addEventListener("click", () => this.show(note));
      if (note.start < 0) {
        quote.disabled = true;
        item.append(make("strong", {}, "These words are not in this text, so the note has no place: "));
      } else item.append(make("span", { class: "mt-number" }, this.number(note)));
      item.append(quote, ...this.parts(note));
      return item;
    }));
  }

  show(note) {
    const leaf = this.reader.leafAt(note.start);
    leaf.scrollIntoView({ block: "center" });
    this.reader.back();
    this.reader.goTo(leaf.word ?? leaf.nextElementSibling?.word ?? 0);
  }

  paintState() {
    const waiting = [...this.pending.values()];
    const trouble = waiting.find((one) => one.trouble)?.trouble;
    const refused = this.model.get("_trouble");
    this.again.hidden = !trouble;
    this.undoButton.disabled = !this.done.length;
    this.redoButton.disabled = !this.undone.length;
    this.state.classList.toggle("mt-alarm", Boolean(trouble || refused));
    this.state.textContent = trouble ? `Not saved. ${trouble}` : waiting.length ? "Saving …" : this.said || (this.saved ? "Saved." : refused);
  }
}
