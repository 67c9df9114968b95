import type { SourceFile } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";
import { CODES } from "../codes.ts";
import type { Draft, PlaybookFinding } from "../finding.ts";
import type { Playbook } from "../playbook.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { PlaybookValue } from "./playbook-value.ts";
import { validated } from "./validated.ts";

/** A playbook, or why there is none; findings are in the order of the file, and warnings may come with a playbook. */
export interface PlaybookReading {
  readonly playbook?: Playbook;
  readonly findings: readonly PlaybookFinding[];
}

/** Larger files are refused: 5,000 steps have 3 MiB. In UTF-16 units here, in bytes where files are opened. */
export const LARGEST_PLAYBOOK = 16 * 1024 * 1024;

/**
 * Reads a playbook with the place of everything that is wrong with it. Never throws on content; one that has
 * an error is not handed on in part.
 */
export function readPlaybook(file: SourceFile): PlaybookReading {
  const { playbook, drafts } = file.text.length > LARGEST_PLAYBOOK ? tooLarge() : readText(file.text);
  const findings = located(drafts, file.text);
  const isValid = findings.every(({ severity }) => severity !== "error");
  return { ...(playbook !== undefined && isValid ? { playbook } : {}), findings };
}

interface Read {
  readonly playbook?: Playbook;
  readonly drafts: readonly Draft[];
}

function readText(text: string): Read {
  const { root, flaws } = readYaml(text);
  const isEmpty = root === undefined || (root.kind === "scalar" && root.value === null);
  if (isEmpty) return { drafts: flaws.length > 0 ? flaws : [emptyDocument()] };
  const { playbook, drafts } = validated(new PlaybookValue(root));
  return { ...(playbook === undefined ? {} : { playbook }), drafts: [...flaws, ...drafts] };
}

function emptyDocument(): Draft {
  const message = "The file is empty: `kubehop playbook new NAME` writes a playbook to begin with.";
  return { code: "empty-document", pointer: "", offset: 0, message };
}

function tooLarge(): Read {
  const message = "The file is larger than 16 MiB: split the playbook.";
  return { drafts: [{ code: "too-large", pointer: "", offset: 0, message }] };
}

/** In the order of the file; of several errors of one value the first tells what to change. */
function located(drafts: readonly Draft[], text: string): readonly PlaybookFinding[] {
  const locate = lineIndex(text);
  // A byte order mark has no place of its own.
  const first = text.startsWith("\ufeff") ? 1 : 0;
  const told = new Set<string>();
  const findings: PlaybookFinding[] = [];
  for (const { code, pointer, offset, message } of drafts.toSorted(
    (left, right) => left.offset - right.offset,
  )) {
    const [severity] = CODES[code];
    const same = `${severity} ${offset} ${pointer}`;
    if (severity === "error" && told.has(same)) continue;
    told.add(same);
    findings.push({ severity, pointer, ...locate(Math.max(offset, first)), code, message });
  }
  return findings;
}
