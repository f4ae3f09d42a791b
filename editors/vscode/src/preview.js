// The preview: one panel that follows the text in the active editor.

const vscode = require("vscode");
const { randomBytes } = require("node:crypto");
const { page } = require("./page");

const PAUSE = 200; // milliseconds without typing after which the pages are asked for

class Preview {
  /**
   * @param {vscode.Uri} folder the extension's own
   * @param {(uri: vscode.Uri) => Promise<any>} ask the server's request for pages
   */
  constructor(folder, ask) {
    this.folder = folder;
    this.ask = ask;
    this.timer = undefined;
    this.rows = [];
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((change) => change.document === this.document && this.soon()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.panel && editor && this.follow(editor.document)),
    ];
  }

  /** Shows the text of the active editor. */
  show() {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    if (!this.panel) this.open();
    this.panel.reveal(vscode.ViewColumn.Beside, true);
    this.follow(editor.document);
  }

  open() {
    const media = vscode.Uri.joinPath(this.folder, "media");
    const options = { enableScripts: true, localResourceRoots: [media], retainContextWhenHidden: true };
    this.panel = vscode.window.createWebviewPanel("sopflow.preview", "Pratinjau SOP", vscode.ViewColumn.Beside, options);
    const { webview } = this.panel;
    const address = (name) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    webview.html = page(webview.cspSource, randomBytes(16).toString("hex"), address("preview.js"), address("preview.css"));
    webview.onDidReceiveMessage((message) => (message.ready ? this.refresh() : this.jump(message.row)));
    this.panel.onDidDispose(() => {
      this.panel = undefined;
      this.document = undefined;
    });
  }

  follow(document) {
    if (document.languageId !== "sop" || document === this.document) return;
    this.document = document;
    this.panel.title = `Pratinjau ${document.fileName.replace(/^.*[\\/]/, "")}`;
    this.refresh();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    const { document } = this;
    if (!document) return;
    const shown = await this.ask(document.uri).catch(() => undefined);
    if (!shown || !this.panel || document !== this.document || shown.version !== document.version) return; // a later one comes
    this.rows = shown.rows;
    this.panel.webview.postMessage({ pages: shown.pages, messages: shown.messages });
  }

  /** Puts the cursor on the row with this key: of several, the one nearest to it. */
  jump(key) {
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === this.document);
    const lines = this.rows.filter((row) => row.key === key).map((row) => row.line);
    if (!editor || !lines.length) return;
    const here = editor.selection.active.line;
    const line = lines.reduce((one, other) => (Math.abs(other - here) < Math.abs(one - here) ? other : one));
    const place = new vscode.Position(line, 0);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose() {
    clearTimeout(this.timer);
    for (const each of this.subscriptions) each.dispose();
    if (this.panel) this.panel.dispose();
  }
}

module.exports = { Preview };
