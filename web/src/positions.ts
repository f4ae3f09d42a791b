// Places as the server counts them (lines from 0, columns in code points) and as the editor does (one offset in UTF-16 units).
import type { Text } from "@codemirror/state";

export function offsetAt(doc: Text, line: number, column: number): number {
  if (line >= doc.lines) return doc.length;
  const { from, text } = doc.line(Math.max(line, 0) + 1);
  let units = 0;
  for (let left = column; left > 0 && units < text.length; left--) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return from + units;
}

export function placeAt(doc: Text, offset: number): { line: number; column: number } {
  const line = doc.lineAt(offset);
  return { line: line.number - 1, column: [...line.text.slice(0, offset - line.from)].length };
}

export function owners(doc: Text, line: number): number[] {
  // The line (from 0) and those that it belongs to: each is the nearest above that is indented less.
  const found: number[] = [];
  let indent = Infinity;
  for (let at = line; at >= 0 && indent > 0; at--) {
    const text = doc.line(at + 1).text;
    const own = text.search(/\S/);
    if (own >= 0 && (own < indent || at === line)) {
      found.push(at);
      indent = own;
    }
  }
  return found;
}
