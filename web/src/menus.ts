// Menus that open below a button: arrow keys go through them, Escape and a click elsewhere close them.
import { get, make } from "./dom";

export interface Choice {
  words: string;
  act: () => void;
  isChosen?: boolean;
}

export type Entry = Choice | { heading: string };

export function menu(id: string, entries: () => Entry[]): void {
  const button = get<HTMLButtonElement>(id);
  let list: HTMLElement | null = null;

  const close = (refocus: boolean) => {
    const closing = list;
    list = null; // first: what is removed loses the focus, and that closes menus
    closing?.remove();
    button.ariaExpanded = "false";
    if (refocus) button.focus();
  };
  const open = () => {
    list = make("div", { class: "menu-list", attributes: { role: "menu", "aria-labelledby": id } }, ...entries().map((each) => line(each, close)));
    list.addEventListener("keydown", (event) => walk(event, list, close));
    button.after(list);
    button.ariaExpanded = "true";
    list.querySelector<HTMLElement>("button")?.focus();
  };

  button.addEventListener("click", () => (list ? close(true) : open()));
  button.parentElement?.addEventListener("focusout", (event) => {
    if (list && !button.parentElement?.contains(event.relatedTarget as Node | null)) close(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (list && !button.parentElement?.contains(event.target as Node)) close(false);
  });
}

function line(entry: Entry, close: (refocus: boolean) => void): HTMLElement {
  if ("heading" in entry) return make("p", { class: "menu-heading", attributes: { role: "presentation" } }, entry.heading);
  const isChoice = entry.isChosen !== undefined;
  const attributes: Record<string, string> = { role: isChoice ? "menuitemradio" : "menuitem", tabindex: "-1" };
  if (isChoice) attributes["aria-checked"] = String(entry.isChosen);
  return make("button", { attributes, click: () => (close(true), entry.act()) }, entry.words);
}

function walk(event: KeyboardEvent, list: HTMLElement | null, close: (refocus: boolean) => void): void {
  const items = [...(list?.querySelectorAll<HTMLElement>("button") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Record<string, number> = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 };
  const target = to[event.key];
  if (event.key === "Escape") close(true);
  else if (target !== undefined) items[target]?.focus();
  else return;
  event.preventDefault();
}
