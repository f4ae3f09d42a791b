// The lists beside the text: messages, outline, files.
import { get, make } from "./dom";
import { capital } from "./editor";
import type { Heading, Problem } from "./messages";
import { w } from "./words";

const SEVERITIES = ["error", "warning", "info"] as const;
const NUMBERED = [
  ["error", "errors"],
  ["warning", "warnings"],
  ["note", "notes"],
] as const;

export function showProblems(problems: Problem[], jump: (problem: Problem) => void, fix: (problem: Problem) => void): void {
  const counts = SEVERITIES.map((severity) => problems.filter((each) => each.severity === severity).length);
  const words = NUMBERED.flatMap(([one, many], at) => (counts[at] ? [w(counts[at] === 1 ? one : many, counts[at] ?? 0)] : []));
  const told = words.join(", ") || w("noProblems");
  const count = get("problem-count");
  if (count.textContent !== told) count.textContent = told; // told aloud only when it changes
  get("problems").dataset["worst"] = SEVERITIES[counts.findIndex(Boolean)] ?? "none";
  const gravestFirst = SEVERITIES.flatMap((severity) => problems.filter((each) => each.severity === severity));
  get("problem-list").replaceChildren(...gravestFirst.map((each) => problemItem(each, jump, fix)));
}

function problemItem(problem: Problem, jump: (problem: Problem) => void, fix: (problem: Problem) => void): HTMLElement {
  const where = problem.file || w("line", problem.line + 1);
  const words = make("span", { class: "words" }, make("b", {}, `${problem.message}.`), problem.hint ? ` ${capital(problem.hint)}.` : "");
  const main = make("button", { class: "problem", click: () => jump(problem) }, make("span", { class: "where" }, where), words);
  const buttons = problem.fix.length ? [make("button", { class: "fix", click: () => fix(problem) }, w("fix"))] : [];
  return make("li", { class: problem.severity, attributes: { "data-code": problem.code } }, main, ...buttons);
}

export function showOutline(headings: Heading[], jump: (heading: Heading) => void): void {
  const items = headings.map((each) => {
    const detail = each.detail ? [make("small", {}, each.detail)] : [];
    const button = make("button", { title: each.name, click: () => jump(each) }, make("span", {}, each.name), ...detail);
    return make("li", { class: `depth-${Math.min(each.depth, 3)} ${each.kind}` }, button);
  });
  get("outline").replaceChildren(...items);
}

/** Shows in the outline where the cursor is. */
export function markOutline(headings: Heading[], line: number): void {
  const here = headings.findLastIndex((each) => each.line <= line);
  const buttons = get("outline").querySelectorAll("button");
  buttons.forEach((button, at) => {
    if (at !== here) button.removeAttribute("aria-current");
    else if (!button.ariaCurrent) {
      button.ariaCurrent = "true";
      button.scrollIntoView({ block: "nearest" });
    }
  });
}

export function showFiles(files: string[], open: string, hasDraft: (path: string) => boolean, choose: (path: string) => void): void {
  const items = files.map((path) => {
    const at = path.lastIndexOf("/") + 1;
    const attributes: Record<string, string> = path === open ? { "aria-current": "page" } : {};
    const folder = at ? [make("small", {}, path.slice(0, at - 1))] : [];
    const draft = hasDraft(path) ? [make("i", { class: "dot", title: w("unsavedFile", path) })] : [];
    return make("li", {}, make("button", { attributes, click: () => choose(path) }, make("span", {}, path.slice(at)), ...folder, ...draft));
  });
  get("files").replaceChildren(...items);
}
