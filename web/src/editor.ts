// The editor: CodeMirror with what a text of this language needs.
import { autocompletion, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { indentService, indentUnit } from "@codemirror/language";
import { forEachDiagnostic, lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, RangeSetBuilder, type ChangeSpec } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  ViewPlugin,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
  type DecorationSet,
  type Tooltip,
  type ViewUpdate,
} from "@codemirror/view";

import { make } from "./dom";
import { sopLanguage } from "./highlight";
import type { Problem, Suggestion, TextEdit } from "./messages";
import { offsetAt, placeAt } from "./positions";
import { w } from "./words";

export interface Hooks {
  edited: () => void;
  moved: () => void;
  save: () => void;
  moveRow: (by: "up" | "down") => void;
  complete: (line: number, column: number) => Promise<Suggestion[]>;
  explain: (line: number, column: number) => Promise<TextEdit | null>;
}

const PHRASES: Record<string, string> = {
  Find: "Cari",
  Replace: "Ganti dengan",
  next: "berikutnya",
  previous: "sebelumnya",
  all: "semua",
  "match case": "bedakan huruf besar",
  "by word": "kata utuh",
  regexp: "pola",
  replace: "ganti",
  "replace all": "ganti semua",
  close: "tutup",
  Completions: "Saran",
  Diagnostics: "Pesan",
  "No diagnostics": "Tidak ada pesan",
};

const DEEPEST_HANG = 12;
const MOST_LIKELY = 99;
const fromOutside = Annotation.define<boolean>();

/** Lines that are broken go on below their own words. A class for each depth: the page allows no style attributes. */
const hangingLines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = hanging(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = hanging(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function hanging(view: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const [whole = "", , mark = ""] = /^(\s*)(\d+[.)] |[-•] )?/.exec(line.text) ?? [];
      found.add(line.from, line.from, Decoration.line({ class: `hang-${Math.min(whole.length + (mark ? 0 : 2), DEEPEST_HANG)}` }));
      at = line.to + 1;
    }
  }
  return found.finish();
}

/** What is written below the head of a row is indented under it. */
const belowRows = indentService.of((context, at) =>
  /^\s*\w[\w.]*[.)]\s*@/.test(context.lineAt(at, -1).text) ? context.lineIndent(at, -1) + 3 : undefined,
);

export class Editor {
  readonly view: EditorView;
  #words = new Compartment();

  constructor(parent: HTMLElement, nonce: string, private readonly hooks: Hooks) {
    this.view = new EditorView({ parent, state: this.#state("", nonce) });
    new ResizeObserver(() => this.#keepCursor()).observe(parent);
  }

  #state(text: string, nonce: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.scrollMargins.of(() => ({ top: 24, bottom: 72 })),
        hangingLines,
        sopLanguage,
        indentUnit.of("   "),
        belowRows,
        search({ top: true }),
        highlightSelectionMatches(),
        autocompletion({ override: [(context) => this.#complete(context)], icons: false }),
        hoverTooltip((view, at) => this.#explain(view, at)),
        this.#words.of(this.#inLanguage()),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => (this.hooks.save(), true) },
          { key: "Alt-Shift-ArrowUp", run: () => (this.hooks.moveRow("up"), true) },
          { key: "Alt-Shift-ArrowDown", run: () => (this.hooks.moveRow("down"), true) },
          { key: "Tab", run: indentMore, shift: indentLess },
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...lintKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => this.#updated(update)),
      ],
    });
  }

  #inLanguage() {
    return [
      EditorState.phrases.of(document.documentElement.lang === "id" ? PHRASES : {}),
      placeholder(w("placeholder")),
      EditorView.contentAttributes.of({ "aria-label": w("editor"), lang: "id", spellcheck: "false" }),
    ];
  }

  #updated(update: ViewUpdate): void {
    const isOurs = update.transactions.some((each) => each.annotation(fromOutside));
    if (update.docChanged && !isOurs) this.hooks.edited();
    if (update.selectionSet || update.docChanged) this.hooks.moved();
  }

  async #complete(context: CompletionContext): Promise<CompletionResult | null> {
    const before = context.matchBefore(/[\p{L}\p{N}_@>-]$/u) ?? context.matchBefore(/(?:@|->\s?)$/);
    if (!context.explicit && !before) return null;
    const { line, column } = placeAt(context.state.doc, context.pos);
    const found = await this.hooks.complete(line, column);
    const [first] = found;
    if (!first || context.aborted) return null;
    const doc = context.state.doc;
    return {
      from: offsetAt(doc, first.line, first.column),
      to: offsetAt(doc, first.endLine, first.endColumn),
      options: found.map((each, at) => ({ label: each.label, detail: each.detail, apply: each.text, boost: Math.max(MOST_LIKELY - at, -MOST_LIKELY) })),
    };
  }

  /** What a word means, where no message says more. */
  async #explain(view: EditorView, at: number): Promise<Tooltip | null> {
    const doc = view.state.doc;
    let isMarked = false;
    forEachDiagnostic(view.state, (_, from, to) => (isMarked ||= from <= at && at <= to));
    const { line, column } = placeAt(doc, at);
    const found = isMarked ? null : await this.hooks.explain(line, column);
    if (!found || view.state.doc !== doc) return null;
    const pos = offsetAt(doc, found.line, found.column);
    const create = () => ({ dom: make("div", { class: "explained" }, found.text) });
    return { pos, end: offsetAt(doc, found.endLine, found.endColumn), above: true, create };
  }

  /** When the messages below grow, the line that is being written stays in view. */
  #keepCursor(): void {
    if (this.view.hasFocus) this.view.dispatch({ effects: EditorView.scrollIntoView(this.view.state.selection.main.head) });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  get line(): number {
    return placeAt(this.view.state.doc, this.view.state.selection.main.head).line;
  }

  get column(): number {
    return placeAt(this.view.state.doc, this.view.state.selection.main.head).column;
  }

  /** Shows another document: its own history begins. */
  show(text: string, nonce: string): void {
    this.view.setState(this.#state(text, nonce));
  }

  /** Takes over a text from elsewhere; the user can undo it. Only what differs is replaced, so the cursor stays. */
  follow(text: string): void {
    const before = this.text;
    let start = 0;
    let end = 0;
    const shorter = Math.min(before.length, text.length);
    while (start < shorter && before[start] === text[start]) start++;
    while (end < shorter - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
    const changes = { from: start, to: before.length - end, insert: text.slice(start, text.length - end) };
    this.view.dispatch({ changes, annotations: fromOutside.of(true) });
  }

  apply(edits: TextEdit[], cursor?: { line: number; column: number }): void {
    const doc = this.view.state.doc;
    const changes: ChangeSpec[] = edits.map((edit) => ({
      from: offsetAt(doc, edit.line, edit.column),
      to: offsetAt(doc, edit.endLine, edit.endColumn),
      insert: edit.text,
    }));
    this.view.dispatch({ changes, scrollIntoView: true, userEvent: "input" });
    if (cursor) this.jump(cursor.line, cursor.column, 0);
  }

  jump(line: number, column: number, length: number): void {
    const doc = this.view.state.doc;
    const from = offsetAt(doc, line, column);
    const to = offsetAt(doc, line, column + length);
    this.view.dispatch({ selection: { anchor: from, head: length ? to : from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  speak(): void {
    this.view.dispatch({ effects: this.#words.reconfigure(this.#inLanguage()) });
  }

  mark(problems: Problem[]): void {
    const doc = this.view.state.doc;
    const marks = problems
      .filter((each) => each.file === "")
      .map((each): Diagnostic => {
        const from = offsetAt(doc, each.line, each.column);
        const to = Math.max(offsetAt(doc, each.line, each.column + each.length), from);
        const fix = { name: w("fix"), apply: () => this.apply(each.fix) };
        return {
          from,
          to,
          severity: each.severity,
          message: each.hint ? `${each.message}. ${capital(each.hint)}.` : `${each.message}.`,
          actions: each.fix.length ? [fix] : [],
        };
      });
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
