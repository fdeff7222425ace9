// Starts `imbalreport lsp` for Markdown files; everything else is the server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const settings = workspace.getConfiguration("imbalreport");
  client = new LanguageClient(
    "imbalreport",
    "imbalreport",
    { command: settings.get("path"), args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "markdown" }],
      initializationOptions: { onlyTemplates: settings.get("onlyTemplates") },
      synchronize: {
        // A data file or theme that changes may mend or break a template.
        fileEvents: workspace.createFileSystemWatcher("**/*.{csv,tsv,gz,css,md,yaml}"),
      },
    },
  );
  return client.start();
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
