// Colours for the text while it is typed: what a line is can be told from how it begins.
import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StreamParser } from "@codemirror/language";
import { tags } from "@lezer/highlight";

interface Line {
  isRow: boolean;
}

const ARROW = /(?:--?|[–—−]|==?)>|[→⇒⟶➔➙➜➝➞➡]/;
const EXIT = new RegExp(`[^"“”:]{0,60}?(?=(?:${ARROW.source}))`);

const PARSER: StreamParser<Line> = {
  startState: () => ({ isRow: false }),
  token(stream, line) {
    if (stream.sol()) {
      line.isRow = false;
      if (stream.eatSpace()) return null;
    }
    const begins = stream.string.slice(0, stream.pos).trim() === "";
    if (begins) {
      if (stream.match(/#.*/)) return "comment";
      if (stream.match(/(?:\d+[a-z]?|\w+(?:\.\w+)*)[.)](?=\s*@)/)) {
        line.isRow = true;
        return "rowKey";
      }
      if (stream.match(/[-•*–](?=\s)/)) return "mark";
      if (stream.match(/[\p{L}][\p{L}\p{N}/&. _-]{0,39}(?=:)/u)) return "keyword";
      if (stream.match(EXIT) && stream.current().trim()) return "exit";
    }
    if (stream.match(ARROW)) return "arrow";
    if (line.isRow) {
      if (stream.match(/:/)) {
        line.isRow = false;
        return "mark";
      }
      if (stream.match(/@\s*(?:"[^"]*"|[^@&+(:"“→>-]+)/)) return "lane";
      if (stream.match(/["“][^"”]*["”]?/)) return "string";
    }
    if (stream.match(/\*\*[^*]+\*\*/)) return "bold";
    if (stream.match(/\*[^*\s][^*]*\*/)) return "italic";
    stream.next();
    stream.match(/[^*@:>"“–—−=→⇒⟶➔-]+/);
    return null;
  },
  tokenTable: {
    rowKey: tags.heading,
    lane: tags.variableName,
    exit: tags.labelName,
    arrow: tags.operator,
    mark: tags.punctuation,
    bold: tags.strong,
    italic: tags.emphasis,
    keyword: tags.keyword,
    comment: tags.comment,
    string: tags.string,
  },
};

const COLOURS = HighlightStyle.define([
  { tag: tags.heading, class: "t-row" },
  { tag: tags.variableName, class: "t-lane" },
  { tag: tags.labelName, class: "t-exit" },
  { tag: tags.operator, class: "t-arrow" },
  { tag: tags.punctuation, class: "t-mark" },
  { tag: tags.strong, class: "t-bold" },
  { tag: tags.emphasis, class: "t-italic" },
  { tag: tags.keyword, class: "t-keyword" },
  { tag: tags.comment, class: "t-comment" },
  { tag: tags.string, class: "t-string" },
]);

export const sopLanguage = [StreamLanguage.define(PARSER), syntaxHighlighting(COLOURS)];
