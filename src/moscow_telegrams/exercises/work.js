// My work: what Python has counted, and the workbook out and in. The functions of reading/elements.js stand before this.

const NO_ANSWER = "Python is busy or has stopped. Wait, or restart the kernel, run this cell again, and try once more.";

class Work {
  constructor(model, el) {
    this.model = model;
    this.waiting = new Map(); // what Python has not answered yet: number -> { timer, op }
    this.root = make("section", { class: "mt-work", "aria-label": "My work" });
    this.summary = make("p");
    this.tables = make("div");
    this.state = make("p", { class: "mt-state", role: "status" });
    this.fileBox = make("input", { type: "file", accept: ".json,application/json", class: "mt-hidden", tabindex: "-1", "aria-hidden": "true" });
    this.fileBox.addEventListener("change", () => this.restore());
    const bar = make("div", { class: "mt-buttons" });
    bar.append(button("Download my work", () => this.ask("download")), button("Restore …", () => this.fileBox.click()),
      button("Count again", () => this.ask("count")), this.fileBox);
    this.root.append(make("strong", { class: "mt-title" }, "My work"), this.summary, bar, this.state, this.tables);
    keepKeys(this.root);
    el.append(this.root);
  }

  paint() {
    const { summary, trouble, tables, legend } = this.model.get("_shown");
    this.summary.textContent = trouble ? `⚠ ${trouble}` : summary;
    this.summary.classList.toggle("mt-alarm", Boolean(trouble));
    this.tables.replaceChildren(...tables.map(table), ...(tables.length ? [make("p", { class: "mt-note" }, legend)] : []));
  }

  say(words, alarm = false) {
    this.state.textContent = words;
    this.state.classList.toggle("mt-alarm", alarm);
  }

  // Talking with Python

  ask(op, buffers) {
    const n = newId();
    this.waiting.set(n, { op, timer: setTimeout(() => this.say(NO_ANSWER, true), PATIENCE) });
    this.say("…");
    try {
      this.model.send({ op, n }, undefined, buffers);
    } catch (error) {
      this.heard({ n, failed: `${error.message}.` }, []);
    }
  }

  heard({ n, failed, said }, buffers) {
    const asked = this.waiting.get(n);
    if (!asked) return; // another view of the widget has asked
    clearTimeout(asked.timer);
    this.waiting.delete(n);
    if (failed) this.say(`⚠ ${asked.op === "restore" ? "Not restored. " : ""}${failed}`, true);
    else this.say(said);
    if (buffers?.length) download(buffers[0]);
  }

  async restore() {
    const [file] = this.fileBox.files;
    if (!file) return;
    const tooLarge = file.size > this.model.get("_largest");
    const content = tooLarge ? null : await file.arrayBuffer().catch(() => null);
    this.fileBox.value = ""; // the same file may be chosen once more
    if (tooLarge) this.say("⚠ Not restored. This file is too large to be a workbook. Nothing was changed.", true);
    else if (!content) this.say("⚠ Not restored. The browser could not read this file. Nothing was changed.", true);
    else this.ask("restore", [content]);
  }

  leave() {
    this.waiting.forEach(({ timer }) => clearTimeout(timer));
  }
}

function table({ caption, columns, rows }) {
  const frame = make("div", { class: "mt-frame", role: "region", tabindex: "0", "aria-label": caption });
  const made = make("table");
  const head = make("tr");
  head.append(...columns.map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map(([first, ...rest]) => {
    const row = make("tr");
    row.append(make("th", { scope: "row" }, first), ...rest.map((cell, place) => make("td", { "data-column": columns[place + 1] }, cell)));
    return row;
  });
  const [thead, tbody] = [make("thead"), make("tbody")];
  thead.append(head);
  tbody.append(...body);
  made.append(make("caption", {}, caption), thead, tbody);
  frame.append(made);
  return frame;
}

function download(content) {
  const link = make("a", { download: "workbook.json", href: URL.createObjectURL(new Blob([content], { type: "application/json" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export default {
  render({ model, el, signal }) {
    const work = new Work(model, el);
    const paint = () => work.paint();
    const hear = (message, buffers) => work.heard(message, buffers);
    model.on("change:_shown", paint);
    model.on("msg:custom", hear);
    signal.addEventListener("abort", () => {
      model.off("change:_shown", paint);
      model.off("msg:custom", hear);
      work.leave();
    });
    paint();
  },
};
