#!/usr/bin/env node
// Plain JavaScript that an old Node.js reads too, so that it gets a sentence and no syntax error.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(`kubehop needs Node.js 24 or newer; this is ${process.version}.\n`);
  process.exitCode = 3;
} else {
  process.getBuiltinModule("node:module").createRequire(import.meta.url)("./start.cjs");
}
