/** A question to ask again and again. */
export interface SteadyQuestion {
  /**
   * Bash that prints what it saw and fails until all is well; it stands in single quotes, so it has none of
   * its own. Values that come from files are not written into it but given to it by {@link aboutWords}.
   */
  readonly ask: string;
  /** What it means when the time is over, without quotes of any kind. */
  readonly failure: string;
  /** How often in a row the answer has to be yes, three seconds apart. */
  readonly inARow?: number;
  readonly seconds?: number;
  /** A command that shows more when the time is over. */
  readonly show?: string;
}

/** Eight times, three seconds apart: a kubelet restarts its API server some seconds after it came up itself. */
const STEADY = 8;
const FIVE_MINUTES = 300;

/**
 * A loop on one line that ends well when the question was answered with yes so many times in a row. Whatever
 * goes wrong in between (refused, forbidden, not ready) starts the count again; when the time is over it
 * prints the last answer, says what is wrong and fails. Needs nothing but bash on the machine.
 */
export function untilSteady({ ask, failure, ...limits }: SteadyQuestion): string {
  const { inARow = STEADY, seconds = FIVE_MINUTES, show } = limits;
  const more = show === undefined ? "" : ` ${show};`;
  return [
    `bash -c 'in_a_row=0; until [ "$in_a_row" -ge ${inARow} ]; do sleep 3;`,
    `if answer=$({ ${ask}; } 2>&1); then in_a_row=$((in_a_row + 1)); else in_a_row=0; fi;`,
    `if [ "$SECONDS" -gt ${seconds} ]; then echo "$answer";${more} echo "STOP: ${failure}" >&2; exit 1; fi;`,
    `done; echo "$answer"'`,
  ].join(" ");
}

/** Gives a loop of {@link untilSteady} shell words, quoted already, for `$1`, `$2`… of its question. */
export function aboutWords(loop: string, words: readonly string[]): string {
  return `${loop} steady ${words.join(" ")}`;
}

/** Runs a command that must print nothing; what it prints instead is shown with the complaint, and it fails. */
export function printsNothing(run: string, complaint: string): string {
  return `if found=$(${run}) && [ -z "$found" ]; then true; else echo "$found"; echo 'STOP: ${complaint}' >&2; false; fi`;
}

/** What the lines of an output have to be like, as awk's regular expressions without slash and quote. */
export interface Lines {
  readonly must?: string;
  readonly never?: string;
}

/** Shows a command's whole output and fails where a line is missing, forbidden, or nothing was printed. */
export function judged(run: string, { must, never }: Lines): string {
  const marks = [
    ...(must === undefined ? [] : [` /${must}/ { found = 1 }`]),
    ...(never === undefined ? [] : [` /${never}/ { bad = 1 }`]),
  ];
  const end = must === undefined ? "bad || NR == 0" : never === undefined ? "!found" : "bad || !found";
  return `${run} | awk '{ print }${marks.join("")} END { exit (${end}) }'`;
}

/** A version as awk's and grep's regular expressions want it: `v1\.36\.3`. */
export function versionPattern(version: string): string {
  return `v${version.replaceAll(".", "\\.").replaceAll("+", "[+]")}`;
}
