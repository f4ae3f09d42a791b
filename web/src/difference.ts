// Two texts beside each other: what stands on disk, and what was written here.
import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { get } from "./dom";
import { sopLanguage } from "./highlight";
import { w } from "./words";

export function showDifference(disk: string, mine: string, nonce: string): void {
  const dialog = get<HTMLDialogElement>("difference");
  const phrases = EditorState.phrases.of({ "$ unchanged lines": w("unchanged") });
  const extensions = [phrases, EditorView.cspNonce.of(nonce), EditorView.lineWrapping, EditorState.readOnly.of(true), EditorView.editable.of(false), sopLanguage];
  const view = new MergeView({
    a: { doc: disk, extensions },
    b: { doc: mine, extensions },
    parent: get("difference-view"),
    collapseUnchanged: { margin: 3, minSize: 6 },
  });
  dialog.addEventListener("close", () => view.destroy(), { once: true });
  dialog.showModal();
}
