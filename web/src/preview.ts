// The document: its pages, their size on the screen, the way from a thing in the picture to its words and back.
import { get, make } from "./dom";
import type { Drawn, Page, Place } from "./messages";
import { pictureOf } from "./picture";
import { w } from "./words";

const PIXELS_PER_MM = 96 / 25.4;
const STEPS = [0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const MARGIN = 48;

interface Sheet {
  key: string;
  page: Page;
  element: HTMLElement;
  marks: HTMLElement;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class Preview {
  #pages = get("pages");
  #sheets: Sheet[] = [];
  #sections: Record<string, Place>[] = [];
  #zoom: number | null;
  #lines: number[] = [];
  #paper = new CSSStyleSheet();

  constructor(zoom: number | null, private readonly jump: (place: Place) => void, private readonly zoomed: (zoom: number | null) => void) {
    this.#zoom = zoom;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#paper];
    this.#pages.addEventListener("scroll", () => this.#count(), { passive: true });
    new ResizeObserver(() => this.#resize()).observe(this.#pages);
    get("zoom-in").addEventListener("click", () => this.#step(1));
    get("zoom-out").addEventListener("click", () => this.#step(-1));
    get("zoom-full").addEventListener("click", () => this.#set(1));
    get("zoom-fit").addEventListener("click", () => this.#set(null));
  }

  // ---- pages

  /** Shows the pages of a drawing; those that did not change stay as they are. */
  show(drawn: Drawn): void {
    const pages = drawn.pages ?? [];
    const kept = new Map(this.#sheets.map((sheet) => [sheet.key, sheet]));
    this.#sections = drawn.sections ?? [];
    this.#sheets = pages.flatMap((page, at) => {
      const sheet = kept.get(page.key);
      kept.delete(page.key);
      if (sheet) return [{ ...sheet, page }];
      return page.svg === undefined ? [] : [this.#sheet(page, page.svg, at)];
    });
    this.#place();
    this.#resize();
    this.mark(this.#lines, false);
    this.#size(pages[0]);
  }

  /** Shows words, and what helps, instead of pages. */
  clear(words: string, ...help: HTMLElement[]): void {
    this.#sheets = [];
    this.#sections = [];
    this.#pages.replaceChildren(make("p", { class: "empty" }, words), ...help);
    this.#resize();
  }

  /** How many pages there are. */
  get count(): number {
    return this.#sheets.length;
  }

  get isEmpty(): boolean {
    return this.#sheets.length === 0;
  }

  #place(): void {
    const wanted = this.#sheets.map((sheet) => sheet.element);
    for (const child of [...this.#pages.children]) if (!wanted.includes(child as HTMLElement)) child.remove();
    wanted.forEach((element, at) => {
      element.ariaLabel = w("sheet", at + 1);
      const there = this.#pages.children[at];
      if (there !== element) this.#pages.insertBefore(element, there ?? null);
    });
  }

  #sheet(page: Page, svg: string, at: number): Sheet {
    const marks = make("div", { class: "marks" });
    const element = make("article", { class: "sheet" }, pictureOf(svg, `p${at}-${page.key.slice(0, 6)}-`), marks);
    const sheet = { key: page.key, page, element, marks };
    element.addEventListener("click", (event) => this.#clicked(sheet.key, event));
    return sheet;
  }

  /** Printed paper has the size of the first page. */
  #size(page: Page | undefined): void {
    this.#paper.replaceSync(page ? `@page { size: ${page.width}mm ${page.height}mm; margin: 0 }` : "");
  }

  // ---- size on the screen

  #resize(): void {
    const widest = Math.max(...this.#sheets.map((sheet) => sheet.page.width), 1);
    const room = this.#pages.clientWidth - Math.min(MARGIN, this.#pages.clientWidth * 0.08);
    const zoom = this.#zoom ?? (this.isEmpty ? 1 : Math.min(room / (widest * PIXELS_PER_MM), 2));
    for (const { element, page } of this.#sheets) {
      element.style.width = `${page.width * PIXELS_PER_MM * zoom}px`;
      element.style.aspectRatio = `${page.width} / ${page.height}`;
    }
    get("zoom-full").textContent = `${Math.round(zoom * 100)} %`;
    get("zoom-fit").ariaPressed = String(this.#zoom === null);
    this.#count();
  }

  #step(by: 1 | -1): void {
    const now = Number.parseInt(get("zoom-full").textContent ?? "100", 10) / 100;
    const next = by > 0 ? STEPS.find((each) => each > now + 0.01) : STEPS.findLast((each) => each < now - 0.01);
    this.#set(next ?? now);
  }

  #set(zoom: number | null): void {
    const { scrollTop, scrollHeight } = this.#pages;
    this.#zoom = zoom;
    this.#resize();
    this.#pages.scrollTop = (scrollTop / scrollHeight) * this.#pages.scrollHeight;
    this.zoomed(zoom);
  }

  /** The page (from 1) of which most is in view: the first of those that are seen whole. */
  get current(): number {
    const top = this.#pages.scrollTop;
    const bottom = top + this.#pages.clientHeight;
    const seen = this.#sheets.map(({ element: { offsetTop, offsetHeight } }) => {
      const height = Math.min(bottom, offsetTop + offsetHeight) - Math.max(top, offsetTop);
      return Math.round((100 * height) / Math.max(offsetHeight, 1));
    });
    return Math.max(seen.indexOf(Math.max(...seen)), 0) + 1;
  }

  #count(): void {
    get("page-count").textContent = this.isEmpty ? w("noPages") : w("pages", this.current, this.#sheets.length);
  }

  speak(): void {
    this.#count();
    this.#place();
  }

  // ---- from the picture to the text

  #clicked(key: string, event: MouseEvent): void {
    const sheet = this.#sheets.find((each) => each.key === key);
    const anchors = sheet && this.#anchors(sheet);
    const svg = sheet?.element.querySelector("svg");
    if (!sheet || !anchors || !svg) return;
    const frame = svg.getBoundingClientRect();
    const scale = sheet.page.width / frame.width;
    const x = (event.clientX - frame.left) * scale;
    const y = (event.clientY - frame.top) * scale;
    const place = placeOf(event.target as Element, anchors) ?? placeAtPoint(svg, x, y, anchors);
    if (place) this.jump(place);
  }

  #anchors(sheet: Sheet): Record<string, Place> | undefined {
    return sheet.page.section === null ? undefined : this.#sections[sheet.page.section];
  }

  // ---- from the text to the picture

  /** Marks what is written on these lines: a line, then those that it belongs to. */
  mark(lines: number[], scroll: boolean): void {
    this.#lines = lines;
    let first: HTMLElement | null = null;
    for (const sheet of this.#sheets) {
      const boxes = this.#boxes(sheet, lines);
      sheet.marks.replaceChildren(...boxes.map(({ box, kind }) => this.#box(sheet, box, kind)));
      first ??= sheet.marks.querySelector<HTMLElement>("*");
    }
    if (scroll && first && !this.#isSeen(first)) {
      const gentle = !matchMedia("(prefers-reduced-motion: reduce)").matches;
      const to = first.getBoundingClientRect().top - this.#pages.getBoundingClientRect().top + this.#pages.scrollTop;
      this.#pages.scrollTo({ top: to - this.#pages.clientHeight / 3, behavior: gentle ? "smooth" : "auto" });
    }
  }

  #isSeen(element: HTMLElement): boolean {
    const view = this.#pages.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return view.height === 0 || (box.bottom > view.top + 20 && box.top < view.bottom - 20);
  }

  #boxes(sheet: Sheet, lines: number[]): { box: Box; kind: string }[] {
    const anchors = this.#anchors(sheet) ?? {};
    for (const [at, line] of lines.entries()) {
      const names = Object.keys(anchors).filter((name) => anchors[name]?.[0] === line);
      const cells = cellsOf(sheet.element).filter(({ name }) => names.includes(name));
      const rows = new Set(names.filter((name) => /^[^/#]+\//.test(name)).map((name) => name.split("/")[0] ?? ""));
      for (const above of lines.slice(at + 1)) {
        for (const name of Object.keys(anchors)) if (anchors[name]?.[0] === above && /^[^/#]+\//.test(name)) rows.add(name.split("/")[0] ?? "");
      }
      const isHead = names.some((name) => name.endsWith("/no"));
      const bands = [...rows].flatMap((row) => bandOf(sheet.element, row));
      const found = [...bands.map((box) => ({ box, kind: "band" })), ...(isHead ? [] : cells.map(({ box }) => ({ box, kind: "cell" })))];
      if (found.length) return found;
    }
    return [];
  }

  #box(sheet: Sheet, box: Box, kind: string): HTMLElement {
    const element = make("div", { class: kind });
    const { width, height } = sheet.page;
    Object.assign(element.style, {
      left: `${(box.x / width) * 100}%`,
      top: `${(box.y / height) * 100}%`,
      width: `${(box.width / width) * 100}%`,
      height: `${(box.height / height) * 100}%`,
    });
    return element;
  }
}

function placeOf(target: Element, anchors: Record<string, Place>): Place | undefined {
  for (let element: Element | null = target; element && element.tagName !== "article"; element = element.parentElement) {
    const name = element.getAttribute("data-id") ?? element.getAttribute("data-flow") ?? element.querySelector(":scope > .flow")?.getAttribute("data-id");
    const place = name && anchors[`#${name}`];
    if (place) return place;
  }
  return undefined;
}

/** The cell at a point, with words or without: then its row. */
function placeAtPoint(svg: Element, x: number, y: number, anchors: Record<string, Place>): Place | undefined {
  const within = ({ box }: { box: Box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  const cells = cellsOf(svg);
  const hit = cells.filter(within).map(({ name }) => anchors[name]);
  const beside = cells.filter(({ name, box }) => !name.startsWith("/") && y >= box.y && y <= box.y + box.height);
  return hit.find(Boolean) ?? beside.map(({ name }) => anchors[`${name.split("/")[0]}/no`] ?? anchors[name]).find(Boolean);
}

/** The cells with words, by the names of anchors: `ROW/COLUMN`; the label of a field stands for the field. */
function cellsOf(parent: Element): { name: string; box: Box }[] {
  return [...parent.querySelectorAll(".cell[data-box]")].map((cell) => {
    const [x = 0, y = 0, width = 0, height = 0] = (cell.getAttribute("data-box") ?? "").split(" ").map(Number);
    const column = (cell.getAttribute("data-column") ?? "").replace(/^(?:label|judul)-/, "");
    return { name: `${cell.getAttribute("data-row") ?? ""}/${column}`, box: { x, y, width, height } };
  });
}

/** The whole width of the table, as high as the row's cells. */
function bandOf(sheet: Element, row: string): Box[] {
  const all = cellsOf(sheet);
  const own = all.filter(({ name }) => name.startsWith(`${row}/`));
  if (!own.length) return [];
  const left = Math.min(...all.map(({ box }) => box.x));
  const right = Math.max(...all.map(({ box }) => box.x + box.width));
  const top = Math.min(...own.map(({ box }) => box.y));
  const bottom = Math.max(...own.map(({ box }) => box.y + box.height));
  return [{ x: left, y: top, width: right - left, height: bottom - top }];
}
