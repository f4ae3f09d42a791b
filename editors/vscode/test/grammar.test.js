// The TextMate grammar's scopes, read by the engine that VS Code uses.

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const test = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, parseRawGrammar, Registry } = require("vscode-textmate");

const path = join(__dirname, "..", "syntaxes", "sop.tmLanguage.json");
const wasm = readFileSync(join(require.resolve("vscode-oniguruma"), "..", "onig.wasm"));
const registry = new Registry({
  onigLib: oniguruma.loadWASM(wasm.buffer).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
});

/** What is coloured in a line: `scope words`, the last scope of each token, without `.sop`. */
async function coloured(line) {
  const grammar = await registry.loadGrammar("text.sop");
  return grammar
    .tokenizeLine(line, INITIAL)
    .tokens.filter((token) => token.scopes.length > 1)
    .map((token) => [token.scopes.at(-1).replace(/\.sop$/, ""), line.slice(token.startIndex, token.endIndex).trim()])
    .filter(([scope, words]) => words && !scope.startsWith("punctuation"));
}

const cases = {
  "# abaikan kata-ganda: istilah": [
    ["keyword.other.note", "abaikan"],
    ["constant.other.rule", "kata-ganda"],
    ["comment.line.number-sign", ": istilah"],
  ],
  "Tgl. Pembuatan : 20 Juli 2024": [["keyword.other", "Tgl. Pembuatan :"]],
  "sop: Izin *Usaha*": [
    ["keyword.other", "sop:"],
    ["markup.italic", "*Usaha*"],
  ],
  '3.a. @Kepala Dinas "A: b" & @"Staf (U)"(keputusan) -> @x+y: teks: **tebal** -> 3': [
    ["constant.numeric.row", "3.a"],
    ["variable.other.lane", "Kepala Dinas"],
    ["string.quoted.double", '"A: b"'],
    ["string.quoted.double", '"Staf (U)"'],
    ["storage.type.shape", "keputusan"],
    ["keyword.operator.arrow", "->"],
    ["variable.other.lane", "x"],
    ["variable.other.lane", "y"],
    ["markup.bold", "**tebal**"],
  ],
  "   @ketua tidak lengkap → 1@kadis, selesai lewat kiri": [
    ["string.unquoted.label", "@ketua tidak lengkap"],
    ["keyword.operator.arrow", "→"],
    ["constant.numeric.row", "1"],
    ["variable.other.lane", "kadis"],
    ["constant.language.target", "selesai"],
    ["keyword.other.side", "lewat"],
    ["keyword.other.side", "kiri"],
  ],
  "   -> sop: Izin Lain": [
    ["keyword.operator.arrow", "->"],
    ["constant.language.target", "sop:"],
    ["entity.name.section", "Izin Lain"],
  ],
  "   waktu: 15 menit": [["keyword.other", "waktu:"]],
  "   output: ^": [
    ["keyword.other", "output:"],
    ["constant.language.same", "^"],
  ],
  "  - Fotokopi #3": [],
  "  kadis: Kepala Dinas": [["variable.other.lane", "kadis"]],
  "Kalimat biasa tanpa tanda.": [],
};

for (const [line, expected] of Object.entries(cases)) {
  test(line, async () => assert.deepEqual(await coloured(line), expected));
}
