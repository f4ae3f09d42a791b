// Short ways to elements. Words are always set as text, never as HTML.

export function get<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found as T;
}

type Child = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: { class?: string; label?: string; title?: string; click?: () => void; attributes?: Record<string, string> } = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  if (options.label) element.setAttribute("aria-label", options.label);
  if (options.title) element.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value);
  if (element instanceof HTMLButtonElement) element.type = "button";
  if (options.click) element.addEventListener("click", options.click);
  element.append(...children);
  return element;
}

export function after(milliseconds: number, act: () => void): () => void {
  // Calls `act` once things have been quiet for a while.
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}
