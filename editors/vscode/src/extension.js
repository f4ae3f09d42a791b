// The extension: starts `sopflow lsp` for texts in the language "sop" and shows the drawn pages beside them.

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { Preview } = require("./preview");

/** @type {LanguageClient | undefined} */
let client;

/** Starts the server; nowhere else but in a folder that is trusted, whose settings may name any program. */
async function start() {
  if (!vscode.workspace.isTrusted) return;
  const settings = vscode.workspace.getConfiguration("sopflow");
  const command = settings.get("command") || "sopflow";
  const language = settings.get("bahasa") === "en" ? "en" : "id"; // said always: VS Code itself has no Indonesian
  client = new LanguageClient(
    "sopflow",
    "sopflow",
    { command, args: ["lsp", "--lang", language], transport: TransportKind.stdio },
    { documentSelector: [{ language: "sop" }] },
  );
  try {
    await client.start();
  } catch (fault) {
    client = undefined;
    const help = "Pasang dengan «pip install '.[lsp]'» di folder sopflow, atau isi setelan «sopflow.command».";
    vscode.window.showErrorMessage(`Server bahasa sopflow tidak dapat dijalankan (${fault.message}). ${help}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.stop().catch(() => {}); // one that has died already can't be stopped
}

async function restart() {
  await stop();
  await start();
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const preview = new Preview(context.extensionUri, (uri) =>
    client ? client.sendRequest("sopflow/preview", { uri: client.code2ProtocolConverter.asUri(uri) }) : Promise.resolve(undefined),
  );
  context.subscriptions.push(
    preview,
    vscode.commands.registerCommand("sopflow.preview", () => preview.show()),
    vscode.commands.registerCommand("sopflow.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("sopflow") && restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
