import { execFile } from "node:child_process";

/** What a program wrote, or why it did not. */
export type ProgramAnswer = { readonly text: string } | { readonly refusal: string };

const MOST_MILLISECONDS = 10_000;
const MOST_BYTES = 1024 * 1024;

/** Asks a program for its version and the like: no shell, no input, 10 s at most. */
export function askProgram(
  path: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ProgramAnswer> {
  return new Promise((resolve) => {
    const options = {
      env: environment,
      timeout: MOST_MILLISECONDS,
      killSignal: "SIGKILL",
      maxBuffer: MOST_BYTES,
    } as const;
    const child = execFile(path, words, options, (error, stdout, stderr) => {
      if (error === null) resolve({ text: stdout.trim() === "" ? stderr : stdout });
      else if (error.killed === true)
        resolve({ refusal: `it did not answer within ${MOST_MILLISECONDS / 1000} s` });
      else resolve({ refusal: lastLine(stderr) ?? error.message });
    });
    child.stdin?.end();
  });
}

function lastLine(text: string): string | undefined {
  const line = text
    .split("\n")
    .map((each) => each.trim())
    .findLast((each) => each !== "");
  return line === undefined || line.length <= 400 ? line : `${line.slice(0, 400)}…`;
}
