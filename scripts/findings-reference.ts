import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findingsReference } from "../src/findings/reference.ts";

// Writes docs/reference/findings.md from the registry; with --check it only says whether that is fresh.
const path = fileURLToPath(new URL("../docs/reference/findings.md", import.meta.url));
const fresh = findingsReference();
if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== fresh) {
    console.error("docs/reference/findings.md is stale: run `npx -c 'node scripts/findings-reference.ts'`");
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, fresh);
}
