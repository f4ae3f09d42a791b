// What the user has chosen, kept by the browser.
import type { Language } from "./words";

export interface Settings {
  /** Null: nobody has chosen; then that of the server. */
  language: Language | null;
  theme: "auto" | "light" | "dark";
  autosave: boolean;
  side: boolean | null;
  split: number;
  zoom: number | null;
}

const NAME = "sopflow-settings";
const USUAL: Settings = { language: null, theme: "auto", autosave: false, side: null, split: 42, zoom: null };

export function readSettings(): Settings {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<Settings>) };
  } catch {
    return { ...USUAL };
  }
}

export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // then they last as long as the page
  }
}

const DARK = matchMedia("(prefers-color-scheme: dark)");

export function applyTheme(settings: Settings): void {
  const dark = settings.theme === "dark" || (settings.theme === "auto" && DARK.matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export function followComputer(settings: Settings): void {
  DARK.addEventListener("change", () => applyTheme(settings));
}
