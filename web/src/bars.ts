// Notices above the work: one for each subject, until it is settled or taken away.
import { get, make } from "./dom";
import { w } from "./words";

export interface Action {
  words: string;
  act: () => void;
}

const shown = new Map<string, HTMLElement>();
const PASSING = 7000;

export function showBar(subject: string, tone: "calm" | "grave", words: string, actions: Action[] = [], passes = false): void {
  hideBar(subject);
  const buttons = actions.map(({ words: label, act }) => make("button", { click: act }, label));
  const close = make("button", { class: "close", label: w("close"), title: w("close"), click: () => hideBar(subject) }, "×");
  const bar = make("div", { class: `bar-notice ${tone}`, attributes: { "data-subject": subject } }, make("p", {}, words), ...buttons, ...(tone === "calm" ? [close] : []));
  shown.set(subject, bar);
  get("bars").append(bar);
  if (passes) setTimeout(() => shown.get(subject) === bar && hideBar(subject), PASSING);
}

export function hideBar(subject: string): void {
  shown.get(subject)?.remove();
  shown.delete(subject);
}
