// The open file: what of it is on disk, what isn't yet, and what another program did to it meanwhile.
import { hideBar, showBar } from "./bars";
import { Fault, type Connection } from "./connection";
import { showDifference } from "./difference";
import { after } from "./dom";
import type { Drafts } from "./drafts";
import type { Editor } from "./editor";
import type { Disk, Saved } from "./messages";
import { w } from "./words";

export type FileState = "saved" | "unsaved" | "saving";
const AUTOSAVE_PAUSE = 1500;
const DRAFT_PAUSE = 300;

export class OpenFile {
  path = "";
  /** What stood on disk when it was last read or written here, and its digest: the server overwrites nothing else. */
  #disk: Disk = { text: "", digest: "" };
  #conflict: Disk | null = null;
  #isSaving = false;
  readonly #keepDraft = after(DRAFT_PAUSE, () => this.keepDraft());
  readonly #autosave = after(AUTOSAVE_PAUSE, () => this.wantsAutosave() && this.isChanged && !this.#conflict && void this.save());

  constructor(
    private readonly editor: Editor,
    private readonly connection: Connection,
    private readonly drafts: () => Drafts,
    private readonly nonce: string,
    private readonly newText: () => string,
    private readonly wantsAutosave: () => boolean,
    private readonly changed: () => void,
  ) {}

  get isChanged(): boolean {
    return this.path !== "" && this.editor.text !== this.#disk.text;
  }

  get state(): FileState {
    return this.#isSaving ? "saving" : this.isChanged || !this.#disk.digest ? "unsaved" : "saved";
  }

  // ---- opening

  /** Opens a file; text that was never saved comes back. */
  async open(path: string): Promise<void> {
    this.keepDraft();
    const disk = await this.connection.ask<Disk>("open", { path });
    hideBar("conflict");
    hideBar("disk");
    this.path = path;
    this.#disk = disk;
    this.#conflict = null;
    const draft = this.drafts().of(path);
    this.editor.show(disk.digest || draft ? disk.text : this.newText(), this.nonce);
    if (draft && draft.text !== disk.text) this.#bringBack(draft.text, draft.seen);
    this.changed();
  }

  #bringBack(text: string, seen: string): void {
    this.editor.follow(text);
    if (seen === this.#disk.digest) {
      const drop = { words: w("takeDisk"), act: () => this.#take(this.#disk) };
      showBar("draft", "calm", w("draft"), this.#disk.digest ? [drop] : []);
    } else {
      this.#disagree(this.#disk);
    }
  }

  /** The server is back: it is told which file is open, and may know something newer. */
  async reopen(): Promise<void> {
    if (this.path) this.follow(await this.connection.ask<Disk>("open", { path: this.path }));
  }

  // ---- what others do to the file

  /** What now stands on disk. Text that isn't saved is never replaced: then the user decides. */
  follow(disk: Disk): void {
    if (disk.digest === this.#disk.digest) return;
    if (!disk.digest) {
      this.#disk = { text: this.#disk.text, digest: "" };
      showBar("disk", "calm", w("gone"));
    } else if (!this.isChanged || this.editor.text === disk.text) {
      const isNews = this.editor.text !== disk.text;
      this.#take(disk);
      if (isNews) showBar("disk", "calm", w("updated"), [], true);
    } else {
      this.#disagree(disk);
    }
    this.changed();
  }

  #take(disk: Disk): void {
    this.#settle(disk);
    if (this.editor.text !== disk.text) this.editor.follow(disk.text);
    this.drafts().drop(this.path);
    this.changed();
  }

  #settle(disk: Disk): void {
    this.#disk = disk;
    this.#conflict = null;
    for (const subject of ["conflict", "draft", "disk"]) hideBar(subject);
  }

  #disagree(disk: Disk): void {
    this.#conflict = disk;
    this.keepDraft();
    showBar("conflict", "grave", w("conflict"), [
      { words: w("takeDisk"), act: () => this.#take(disk) },
      { words: w("keepMine"), act: () => (this.#settle(disk), void this.save()) },
      { words: w("showDifference"), act: () => showDifference(disk.text, this.editor.text, this.nonce) },
    ]);
  }

  // ---- what the user does

  edited(): void {
    this.#keepDraft();
    this.#autosave();
  }

  keepDraft(): void {
    if (!this.path) return;
    if (!this.isChanged) this.drafts().drop(this.path);
    else if (!this.drafts().keep(this.path, { text: this.editor.text, seen: this.#disk.digest })) showBar("drafts", "grave", w("draftFull"));
  }

  async save(): Promise<void> {
    if (!this.path || this.#isSaving) return;
    if (this.#conflict) {
      this.#disagree(this.#conflict);
      return;
    }
    const text = this.editor.text;
    this.#isSaving = true;
    this.changed();
    try {
      const saved = await this.connection.ask<Saved>("save", { path: this.path, text, seen: this.#disk.digest });
      if ("conflict" in saved) this.#disagree(saved.conflict);
      else this.#settle({ text, digest: saved.digest });
    } catch (fault) {
      if (fault instanceof Fault) showBar("save", "grave", fault.message);
    } finally {
      this.#isSaving = false;
      this.keepDraft();
      this.changed();
    }
  }
}
