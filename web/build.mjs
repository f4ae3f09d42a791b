// Builds the page: `node build.mjs FOLDER`. The same sources give the same bytes; `sources.txt` tells which sources they were.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../sopflow/serve/assets"));
mkdirSync(out, { recursive: true });

const bundle = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox128", "safari16"],
  legalComments: "none",
  charset: "utf8",
  outdir: out,
  metafile: true,
  logLevel: "warning",
});
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.css" },
  bundle: true,
  minify: true,
  external: ["*.woff2"],
  target: ["chrome109", "firefox128", "safari16"],
  outdir: out,
  logLevel: "warning",
});
writeFileSync(join(out, "index.html"), readFileSync(join(here, "src/index.html")));
writeFileSync(join(out, "licences.txt"), licences(Object.keys(bundle.metafile.inputs)));
writeFileSync(join(out, "sources.txt"), sources());

/** The licence of every package that a module of the bundle comes from. */
function licences(inputs) {
  const packages = new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const texts = [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}

/** The digest of each source, in the form of sha256sum: a test compares them without node. */
function sources() {
  const files = ["build.mjs", "package-lock.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)].sort();
  const digest = (path) => createHash("sha256").update(readFileSync(join(here, path))).digest("hex");
  return files.map((path) => `${digest(path)}  ${path}\n`).join("");
}
