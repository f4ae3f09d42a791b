// Puts the parts together: what is typed goes to the server, what comes back goes to the picture and the lists.
import { hideBar, showBar } from "./bars";
import { Connection, Fault, type State } from "./connection";
import { after, get, make } from "./dom";
import { Drafts } from "./drafts";
import { Editor } from "./editor";
import { OpenFile } from "./file";
import { markOutline, showFiles, showOutline, showProblems } from "./lists";
import { menu, type Entry } from "./menus";
import type { Drawn, Heading, Place, Problem, Push, Suggestion, TextEdit, Told, Welcome } from "./messages";
import { arrangePanes, showPane } from "./panes";
import { owners } from "./positions";
import { Preview } from "./preview";
import { applyTheme, followComputer, keepSettings, readSettings } from "./settings";
import { setLanguage, spoken, w, type Language, type Word } from "./words";

const SEND_PAUSE = 5;
const LAST_FILE = "sopflow-last";
const INSERTS = ["insertRow", "insertDecision", "insertFork", "insertStage", "insertIdentity"] as const;

const settings = readSettings();
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";
applyTheme(settings);
followComputer(settings);
setLanguage(settings.language ?? spoken());

let drafts = new Drafts("");
let files: string[] = [];
let folderId = "";
let newText = "";
let version = 0;
let outline: Heading[] = [];
let problems: Problem[] = [];
let complaints: Problem[] = [];

const connection = new Connection((welcome) => void greet(welcome), hear, showState);
const editor = new Editor(get("editor"), nonce, {
  edited: () => (send(), file.edited(), showFile()),
  moved: () => follow(),
  save: () => void file.save(),
  moveRow: (by) => void change(by),
  complete: (line, column) => help<Suggestion[]>("complete", line, column, "").catch(() => []),
  explain: (line, column) => help<TextEdit | null>("hover", line, column, "").catch(() => null),
});
const file = new OpenFile(editor, connection, () => drafts, nonce, () => newText, () => settings.autosave, () => (send(), showFile()));
const preview = new Preview(settings.zoom, jumpTo, (zoom) => {
  settings.zoom = zoom;
  keepSettings(settings);
});

// ---- to the server

const send = after(SEND_PAUSE, () => {
  if (!file.path) return;
  const isTooLarge = !connection.tell("edit", { path: file.path, version: ++version, lang: spoken(), text: editor.text });
  if (isTooLarge) showBar("size", "grave", w("tooLarge"));
  else hideBar("size");
});

function help<T>(job: string, line: number, column: number, words: string): Promise<T> {
  return connection.ask<T>("help", { job, line, column, words, text: editor.text });
}

/** Asks for a change of the text and makes it, unless the text has changed meanwhile. */
async function change(words: string): Promise<void> {
  const before = editor.text;
  try {
    const made = await help<{ edits: TextEdit[]; cursor?: { line: number; column: number } }>("change", editor.line, editor.column, words);
    if (editor.text !== before) return;
    if (made.edits.length) editor.apply(made.edits, made.cursor);
    editor.view.focus();
  } catch (fault) {
    tell(fault);
  }
}

/** Page 0: all of them. */
async function download(format: string, page: number): Promise<void> {
  showBar("download", "calm", w("preparing", format.toUpperCase()));
  try {
    const made = await connection.ask<{ file: string; data: string }>("export", { format, page, text: editor.text });
    const bytes = Uint8Array.from(atob(made.data), (each) => each.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    link.download = made.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    showBar("download", "calm", w("downloaded", made.file), [], true);
  } catch (fault) {
    hideBar("download");
    tell(fault);
  }
}

function tell(fault: unknown): void {
  if (fault instanceof Fault) showBar("fault", "calm", fault.message, [], true);
}

// ---- from the server

async function greet(welcome: Welcome): Promise<void> {
  hideBar("connection");
  if (!settings.language && welcome.lang !== spoken()) speak(welcome.lang);
  files = welcome.files;
  newText = welcome.newText;
  if (folderId && folderId !== welcome.folderId) {
    location.reload(); // another folder is served at this address now
    return;
  }
  folderId = welcome.folderId;
  drafts = new Drafts(folderId);
  get("file-section").hidden = Boolean(welcome.only);
  try {
    if (file.path) await file.reopen();
    else await openFirst(welcome);
  } catch (fault) {
    tell(fault);
  }
  showFile();
  send();
}

async function openFirst(welcome: Welcome): Promise<void> {
  const last = localStorage.getItem(`${LAST_FILE}:${folderId}`) ?? "";
  const first = welcome.only || (files.includes(last) ? last : files[0]);
  if (first) await open(first);
  else {
    preview.clear(w("noFiles"), make("button", { class: "main", click: askForName }, w("newFile")));
    showPane("look");
  }
}

async function open(path: string): Promise<void> {
  if (path === file.path) return;
  try {
    await file.open(path);
  } catch (fault) {
    tell(fault);
    return;
  }
  localStorage.setItem(`${LAST_FILE}:${folderId}`, path);
  preview.clear("");
  send();
  showFile();
}

function hear(push: Push): void {
  if (push.kind === "files") {
    files = push.files;
    showFile();
  } else if (push.kind === "trouble") {
    showBar("fault", "grave", push.words);
  } else if (push.path !== file.path) {
    return;
  } else if (push.kind === "disk") {
    file.follow(push);
  } else if (push.kind === "drawn") {
    draw(push);
  } else {
    told(push);
  }
}

function draw(drawn: Drawn): void {
  if (drawn.pages) preview.show(drawn);
  complaints = drawn.problems ?? [];
  const isStale = !drawn.pages && !preview.isEmpty;
  document.body.dataset["stale"] = String(isStale);
  get("stale").textContent = isStale ? w("stale") : "";
  if (drawn.fault) showBar("draw", "grave", drawn.fault);
  else hideBar("draw");
  if (!drawn.pages && preview.isEmpty) preview.clear(w(editor.text.trim() ? "emptyFault" : "empty"));
  showMessages();
}

function told(news: Told): void {
  problems = news.problems ?? [];
  outline = news.outline ?? [];
  if (news.version === version) editor.mark([...problems, ...complaints]);
  showOutline(outline, (heading) => jumpTo([heading.line, 0, 0]));
  showMessages();
  follow(false);
}

// ---- on the page

function showMessages(): void {
  const jump = (problem: Problem) => jumpTo([problem.line, problem.column, problem.length]);
  showProblems([...problems, ...complaints], jump, (problem) => editor.apply(problem.fix));
}

function follow(scroll = true): void {
  const line = editor.line;
  preview.mark(owners(editor.view.state.doc, line), scroll);
  markOutline(outline, line);
}

function jumpTo([line, column, length]: Place): void {
  showPane("write");
  editor.jump(line, column, length);
}

function showFile(): void {
  const words: Record<typeof file.state, Word> = { saved: "saved", unsaved: "unsaved", saving: "saving" };
  get("file-name").textContent = file.path;
  get("write").inert = !file.path; // what is typed must have a place to be kept
  const state = file.path ? w(words[file.state]) : "";
  if (get("state").textContent !== state) get("state").textContent = state;
  get("state").dataset["state"] = file.state;
  get<HTMLButtonElement>("save").disabled = !file.path || file.state !== "unsaved";
  document.title = file.path ? `${file.state === "unsaved" ? "• " : ""}${file.path} – sopflow` : "sopflow";
  showFiles(files, file.path, (path) => (path === file.path ? file.isChanged : drafts.of(path) !== null), (path) => void open(path));
}

function showState(state: State): void {
  document.body.dataset["connection"] = state;
  if (state === "connected") hideBar("connection");
  else showBar("connection", "grave", w(state === "refused" ? "refused" : "disconnected"));
}

function askForName(): void {
  const dialog = get<HTMLDialogElement>("ask");
  get("ask-title").textContent = w("newFile");
  get("ask-label").textContent = w("newFileLabel");
  get("ask-fault").textContent = "";
  get<HTMLInputElement>("ask-input").value = "";
  dialog.showModal();
}

async function makeFile(name: string): Promise<void> {
  const path = /\.sop$/i.test(name) ? name : `${name}.sop`;
  try {
    await connection.ask("create", { path, text: newText });
  } catch (fault) {
    get("ask-fault").textContent = fault instanceof Fault ? fault.message : w("disconnected");
    return;
  }
  get<HTMLDialogElement>("ask").close();
  files = [...new Set([...files, path])].sort();
  await open(path);
  showPane("write");
  editor.view.focus();
}

function settingEntries(): Entry[] {
  const keep = (act: () => void) => () => (act(), keepSettings(settings));
  const theme = (value: typeof settings.theme, word: Word): Entry => ({
    words: w(word),
    isChosen: settings.theme === value,
    act: keep(() => ((settings.theme = value), applyTheme(settings))),
  });
  const language = (value: Language, words: string): Entry => ({
    words,
    isChosen: spoken() === value,
    act: keep(() => ((settings.language = value), speak(value))),
  });
  return [
    { words: w("autosave"), isChosen: settings.autosave, act: keep(() => ((settings.autosave = !settings.autosave), file.edited())) },
    { heading: w("theme") },
    theme("auto", "themeAuto"),
    theme("light", "themeLight"),
    theme("dark", "themeDark"),
    { heading: w("language") },
    language("id", "Bahasa Indonesia"),
    language("en", "English"),
  ];
}

function speak(language: Language): void {
  setLanguage(language);
  editor.speak();
  preview.speak();
  showFile();
  send();
}

arrangePanes(settings);
get("save").addEventListener("click", () => void file.save());
get("print").addEventListener("click", () => print());
get("new-file").addEventListener("click", askForName);
get("ask-cancel").addEventListener("click", () => get<HTMLDialogElement>("ask").close());
get("ask-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void makeFile(get<HTMLInputElement>("ask-input").value.trim());
});
get("difference-close").addEventListener("click", () => get<HTMLDialogElement>("difference").close());
get("row-up").addEventListener("click", () => void change("up"));
get("row-down").addEventListener("click", () => void change("down"));
get("row-delete").addEventListener("click", () => void change("delete"));
get("tidy").addEventListener("click", () => void change("tidy"));
menu("insert", () => INSERTS.map((each) => ({ words: w(each), act: () => void change(each) })));
menu("settings", settingEntries);
menu("download", () => {
  const [page, isOne] = [preview.current, preview.count < 2];
  const entry = (words: string, format: string, page: number): Entry => ({ words, act: () => void download(format, page) });
  const all = [entry(w("downloadSvgs"), "svg", 0), entry(w("downloadPngs"), "png", 0)];
  return [entry(w("downloadPdf"), "pdf", 0), entry(w("downloadSvg", page), "svg", page), entry(w("downloadPng", page), "png", page), ...(isOne ? [] : all)];
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.defaultPrevented) {
    event.preventDefault();
    void file.save();
  }
});
addEventListener("pagehide", () => file.keepDraft());
addEventListener("beforeunload", (event) => {
  file.keepDraft();
  if (file.isChanged) event.preventDefault();
});
connection.connect();
