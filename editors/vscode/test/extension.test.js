// The extension's own code, with stand-ins for VS Code and the language client.

const assert = require("node:assert/strict");
const Module = require("node:module");
const test = require("node:test");

class Emitter {
  listeners = [];
  on = (listener) => {
    this.listeners.push(listener);
    return { dispose: () => this.listeners.splice(this.listeners.indexOf(listener), 1) };
  };
  fire = (value) => this.listeners.map((listener) => listener(value));
}

const document = { uri: "file:///uji.sop", languageId: "sop", fileName: "/folder/uji.sop", version: 1 };
const editor = { document, selection: { active: { line: 5 } }, revealRange: () => {} };
const changed = new Emitter();
const activated = new Emitter();
const trusted = new Emitter();
const received = new Emitter();
const closed = new Emitter();
const commands = {};
const posted = [];
const errors = [];
const settings = { command: "" };
const webview = {
  cspSource: "https://sumber",
  asWebviewUri: (uri) => uri,
  onDidReceiveMessage: received.on,
  postMessage: (message) => posted.push(message),
};
const panel = { webview, title: "", reveal: () => {}, onDidDispose: closed.on, dispose: () => closed.fire() };

const vscode = {
  Uri: { joinPath: (...parts) => parts.join("/") },
  ViewColumn: { Beside: -2 },
  TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
  Position: class {
    constructor(line, character) {
      Object.assign(this, { line, character });
    }
  },
  Selection: class {
    constructor(anchor, active) {
      Object.assign(this, { anchor, active });
    }
  },
  Range: class {},
  commands: { registerCommand: (name, run) => ((commands[name] = run), { dispose: () => {} }) },
  workspace: {
    isTrusted: false,
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidChangeTextDocument: changed.on,
    onDidChangeConfiguration: () => ({ dispose: () => {} }),
    onDidGrantWorkspaceTrust: trusted.on,
  },
  window: {
    activeTextEditor: editor,
    visibleTextEditors: [editor],
    createWebviewPanel: () => panel,
    onDidChangeActiveTextEditor: activated.on,
    showErrorMessage: (words) => errors.push(words),
  },
};

const clients = [];
let answer;
class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { server, options, running: false });
    this.code2ProtocolConverter = { asUri: String };
    clients.push(this);
  }
  async start() {
    if (this.server.command === "tiada") throw new Error("ENOENT");
    this.running = true;
  }
  async stop() {
    this.running = false;
  }
  async sendRequest(method, params) {
    assert.deepEqual([method, params], ["sopflow/preview", { uri: document.uri }]);
    return answer;
  }
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient, TransportKind: { stdio: 0 } };
  return load(name, ...rest);
};
const extension = require("../src/extension.js");
const turn = () => new Promise((done) => setImmediate(done));

test("the server starts once the folder is trusted, and again when its command changes", async () => {
  await extension.activate({ extensionUri: "ext:", subscriptions: [] });
  await commands["sopflow.restart"]();
  assert.equal(clients.length, 0);
  vscode.workspace.isTrusted = true;
  await Promise.all(trusted.fire());
  assert.deepEqual(clients.at(-1).server, { command: "sopflow", args: ["lsp", "--lang", "id"], transport: 0 });
  Object.assign(settings, { command: "/opt/sopflow", bahasa: "en" });
  await commands["sopflow.restart"]();
  assert.equal(clients.at(-2).running, false);
  assert.equal(clients.at(-1).server.command, "/opt/sopflow");
  assert.deepEqual(clients.at(-1).server.args, ["lsp", "--lang", "en"]);
});

test("the preview shows the pages of the version that is open, and finds rows", async () => {
  answer = { version: 1, pages: ["<svg/>"], messages: [], rows: [{ key: "1", line: 1 }, { key: "2", line: 3 }, { key: "2", line: 9 }] };
  commands["sopflow.preview"]();
  assert.match(webview.html, /Content-Security-Policy/);
  assert.equal(panel.title, "Pratinjau uji.sop");
  await turn();
  assert.deepEqual(posted, [{ pages: ["<svg/>"], messages: [] }]);
  received.fire({ row: "2" });
  assert.equal(editor.selection.active.line, 3);
  answer = { ...answer, version: 0 };
  received.fire({ ready: true });
  await turn();
  assert.equal(posted.length, 1);
});

test("a server that is missing is told with what to install", async () => {
  settings.command = "tiada";
  await commands["sopflow.restart"]();
  assert.match(errors[0], /pip install '.\[lsp\]'/);
  await extension.deactivate();
});
