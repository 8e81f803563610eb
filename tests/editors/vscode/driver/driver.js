// Runs the tests of one file one after the other and writes what came of them.

const fs = require("node:fs");
const vscode = require("vscode");

exports.activate = async () => {
  const out = process.env.BACKREAD_DRIVER_RESULTS;
  if (out === undefined) return;
  const tests = require(`./${process.env.BACKREAD_DRIVER_TESTS}`);
  const results = [];
  const extension = vscode.extensions.getExtension("backread.backread");
  for (const [name, test] of Object.entries(tests)) {
    const started = Date.now();
    let error;
    try {
      await test(await extension.activate());
    } catch (thrown) {
      error = String(thrown?.stack ?? thrown);
    }
    results.push({ name, error, ms: Date.now() - started });
    // What came of those before one that hangs is known too.
    fs.writeFileSync(`${out}.part`, JSON.stringify(results));
  }
  fs.renameSync(`${out}.part`, out);
};
