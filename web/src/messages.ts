// What the server says (docs/serve.md, "The protocol"). Lines and columns count from 0, columns in code points.
import type { Language } from "./words";

export type Place = [line: number, column: number, length: number];

export interface Page {
  key: string;
  section: number | null;
  width: number;
  height: number;
  svg?: string;
}

export interface TextEdit {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}

export interface Problem {
  severity: "error" | "warning" | "info";
  code: string;
  message: string;
  hint: string;
  line: number;
  column: number;
  length: number;
  file: string;
  fix: TextEdit[];
}

export interface Heading {
  name: string;
  detail: string;
  kind: string;
  line: number;
  depth: number;
}

/** A completion is an edit with a name. */
export interface Suggestion extends TextEdit {
  label: string;
  detail: string;
}

export interface Disk {
  text: string;
  digest: string;
}

export interface Welcome {
  kind: "welcome";
  key: string;
  version: string;
  lang: Language;
  folder: string;
  folderId: string;
  only: string;
  files: string[];
  newText: string;
}

export interface Drawn {
  kind: "drawn";
  path: string;
  version: number;
  pages?: Page[] | null;
  sections?: Record<string, Place>[];
  problems?: Problem[];
  fault?: string;
}

export interface Told {
  kind: "told";
  path: string;
  version: number;
  problems?: Problem[];
  outline?: Heading[];
  fault?: string;
}

export type Push =
  | Drawn
  | Told
  | { kind: "files"; files: string[] }
  | ({ kind: "disk"; path: string } & Disk)
  | { kind: "trouble"; words: string };

export type Saved = { digest: string } | { conflict: Disk };
