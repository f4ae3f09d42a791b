// Text that isn't on disk yet, kept by the browser: it outlives this page, the browser and the server.

export interface Draft {
  text: string;
  seen: string;
}

export class Drafts {
  constructor(private readonly folder: string) {}

  #name(path: string): string {
    return `sopflow-draft:${this.folder}:${path}`;
  }

  keep(path: string, draft: Draft): boolean {
    try {
      localStorage.setItem(this.#name(path), JSON.stringify(draft));
      return true;
    } catch {
      return false; // full, or switched off
    }
  }

  of(path: string): Draft | null {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#name(path)) ?? "null");
      return kept as Draft | null;
    } catch {
      return null;
    }
  }

  drop(path: string): void {
    localStorage.removeItem(this.#name(path));
  }
}
