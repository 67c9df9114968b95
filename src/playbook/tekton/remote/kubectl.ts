import type { Executor } from "../../../execution/executor.ts";

/** What kubectl wrote to standard output, or what it said instead. */
export type KubectlAnswer = { readonly text: string } | { readonly refusal: string };

/** Whom to ask: the environment holds the kubeconfig of the cluster. */
export interface KubectlPlace {
  readonly executor: Executor;
  readonly environment: Readonly<Record<string, string>>;
}

const MOST_MILLISECONDS = 60_000;
/** More than an answer about one run is: a log may be longer, and then its head and tail are kept elsewhere. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/**
 * Runs a bash text that calls kubectl. Values travel as variables. What it complains about while it answers, a
 * warning of the API server say, is not part of the answer.
 */
export async function askKubectl(
  { executor, environment }: KubectlPlace,
  text: string,
  values: Readonly<Record<string, string>> = {},
): Promise<KubectlAnswer> {
  const decoder = new TextDecoder();
  let output = "";
  const end = await executor.run({
    text: `${text} 2>"$TMPDIR/kubectl-errors" || { code=$?; cat "$TMPDIR/kubectl-errors"; exit $code; }`,
    environment: { ...environment, ...values },
    timeoutMilliseconds: MOST_MILLISECONDS,
    signal: new AbortController().signal,
    onOutput: (chunk) => {
      if (output.length < MOST_CHARACTERS) output += decoder.decode(chunk, { stream: true });
    },
  });
  if (end.how === "exited" && end.exitCode === 0) return { text: output };
  if (end.how === "not-started") return { refusal: end.reason };
  if (end.how !== "exited") return { refusal: `kubectl did not answer within ${MOST_MILLISECONDS / 1000} s` };
  return {
    refusal: output.replaceAll(/\s+/g, " ").trim().slice(-600) || `kubectl ended with ${end.exitCode}`,
  };
}
