// The preview's page: its policy lets nothing in but the extension's own files and the drawings' fonts.

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const test = require("node:test");
const { page } = require("../src/page.js");

test("the policy names every source", () => {
  const html = page("https://sumber", "abc", "https://sumber/preview.js", "https://sumber/preview.css");
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
  assert.equal(
    policy,
    "default-src 'none'; script-src https://sumber; style-src https://sumber 'nonce-abc'; font-src data:; img-src data:",
  );
  assert.equal(html.match(/<script/g).length, 1);
});

test("what arrives never becomes HTML", () => {
  const script = readFileSync(join(__dirname, "..", "media", "preview.js"), "utf8");
  assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval/);
  assert.match(script, /image\/svg\+xml/);
});
