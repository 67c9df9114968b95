import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PlaybookFinding } from "../playbook/finding.ts";
import { decodePlaybook } from "../playbook/reading/decode-playbook.ts";
import { LARGEST_PLAYBOOK, type PlaybookReading, readPlaybook } from "../playbook/reading/read-playbook.ts";
import type { Terminal } from "./terminal.ts";

/** What was read, and of which bytes. */
export interface PlaybookFileReading extends PlaybookReading {
  /** SHA-256 in hexadecimal digits; missing where no bytes could be read. */
  readonly digest?: string;
}

/** Reads the playbook of a file, or of standard input for `-`. A file that cannot be read is a finding too. */
export async function readPlaybookFile(path: string, terminal: Terminal): Promise<PlaybookFileReading> {
  const bytes = path === "-" ? await terminal.readInput() : bytesOf(resolve(terminal.workingDirectory, path));
  if (!(bytes instanceof Uint8Array)) return { findings: [bytes] };
  if (bytes.length > LARGEST_PLAYBOOK) return { findings: [tooLarge()] };
  const decoded = decodePlaybook(bytes);
  if (!("text" in decoded)) return { findings: [decoded.finding] };
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { ...readPlaybook({ path, text: decoded.text }), digest };
}

function bytesOf(path: string): Uint8Array | PlaybookFinding {
  try {
    const file = openSync(path, "r");
    try {
      const status = fstatSync(file);
      if (status.isDirectory()) return unreadable("it is a directory");
      if (!status.isFile() && !status.isFIFO()) return unreadable("it is no file");
      return status.size > LARGEST_PLAYBOOK ? tooLarge() : readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return unreadable(code === "ENOENT" ? "it is not there" : `the system says ${code}`);
  }
}

function unreadable(why: string): PlaybookFinding {
  const message = `The file cannot be read: ${why}.`;
  return { severity: "error", pointer: "", line: 1, column: 1, code: "unreadable-file", message };
}

function tooLarge(): PlaybookFinding {
  const message = "The file is larger than 16 MiB: split the playbook.";
  return { severity: "error", pointer: "", line: 1, column: 1, code: "too-large", message };
}
