import { findingsReference } from "../../src/findings/reference.ts";
import type { GeneratedFile } from "../generate.ts";

/** docs/reference/findings.md, from the registry of checks. */
export const files: readonly GeneratedFile[] = [
  { path: "docs/reference/findings.md", text: () => findingsReference() },
];
