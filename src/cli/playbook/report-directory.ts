import { closeSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDirectory } from "../../execution/local/make-directory.ts";
import type { Artifact, ArtifactSink } from "../../playbook/run/ports.ts";
import { errorWords } from "../../source/error-words.ts";
import { redactablePieces } from "./redactable-pieces.ts";

/** The directory of `--report-dir`: whole outputs while the run goes on, the reports at its end. */
export interface ReportDirectory extends ArtifactSink {
  /** Why the reports could not be written; undefined where they are. */
  readonly write: (files: readonly ReportFile[]) => string | undefined;
  /** Why nothing can be written there. */
  readonly flaw: () => string | undefined;
}

interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** @param redact takes secrets out of a piece of output */
export function reportDirectory(directory: string, redact: (text: string) => string): ReportDirectory {
  const write = (files: readonly ReportFile[]) =>
    reasonOf(() => {
      // The playbook may have taken it away.
      makeDirectory(directory);
      for (const { name, text } of files) writeFileSync(join(directory, name), text);
    });
  const flaw = () => write([{ name: PROBE, text: "" }]) ?? reasonOf(() => rmSync(join(directory, PROBE)));
  return { open: (name) => artifact(directory, `output/${name}`, redact), write, flaw };
}

const PROBE = ".kubehop-may-write";

function artifact(directory: string, path: string, redact: (text: string) => string): Artifact {
  let reason: string | undefined;
  let file: number | undefined;
  const attempt = (action: () => void) => {
    reason ??= reasonOf(action);
  };
  attempt(() => {
    makeDirectory(dirname(join(directory, path)));
    file = openSync(join(directory, path), "w", 0o600);
  });
  const put = (text: string) => {
    attempt(() => {
      if (file !== undefined) writeFully(file, Buffer.from(redact(text)));
    });
  };
  const pieces = redactablePieces(put);
  return {
    write: pieces.write,
    close() {
      pieces.end();
      attempt(() => {
        if (file !== undefined) closeSync(file);
      });
      return reason === undefined ? { path } : { reason };
    },
  };
}

function writeFully(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

function reasonOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return errorWords(error);
  }
}
