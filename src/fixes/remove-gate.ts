import { gateStatus } from "../kubernetes/feature-gates.ts";
import { parseVersion } from "../kubernetes/version.ts";
import type { SourceFile } from "../source/finding.ts";
import { lineAt } from "./file-edit.ts";
import type { FixAnswer, Fixer, FixRequest } from "./fixer.ts";
import { removedLines } from "./removed-lines.ts";

/** Takes a feature gate out that goes away and is set to what it is by default anyway. */
export const removeGate: Fixer = {
  knows: ({ id }) => id === "feature-gate-removed",
  fix: (request) => {
    const gate = /feature gate ([A-Za-z0-9]+) /.exec(request.finding.why)?.[1];
    if (gate === undefined || request.from === undefined)
      return { reason: "nobody knows what the gate is by default" };
    const spot = entrySpot(gate, request) ?? argumentSpot(gate, request);
    if (spot === undefined) return { reason: "the gate does not stand on a line of its own" };
    if (String(usualValue(gate, request.from)) !== spot.value) {
      return {
        reason: `it is set to ${spot.value}, which is not its default: taking it out changes what runs`,
      };
    }
    return removal(spot, request);
  },
};

/** The default at the running minor, or in the last minor that had the gate. */
function usualValue(gate: string, from: string): boolean | undefined {
  const now = gateStatus(gate, from);
  if (now.status !== "removed" || now.removedIn === undefined) return now.default;
  const { major, minor } = parseVersion(now.removedIn);
  return gateStatus(gate, `${major}.${minor - 1}`).default;
}

/** Where a gate is set: as an entry of a mapping, or as one of an argument's pairs. */
type GateSpot =
  | { readonly form: "entry"; readonly line: number; readonly value: string }
  | {
      readonly form: "argument";
      readonly line: number;
      readonly column: number;
      readonly pair: string;
      readonly value: string;
    };

function entrySpot(gate: string, { file, place }: FixRequest): GateSpot | undefined {
  const found = new RegExp(`^\\s*["']?${gate}["']?:\\s*["']?(true|false)["']?\\s*(?:#.*)?$`).exec(
    lineAt(file.text, place.line),
  );
  return found?.[1] === undefined ? undefined : { form: "entry", line: place.line, value: found[1] };
}

/** The value of an argument stands on the line of its name, or on the one below (`- name: …`, `value: …`). */
function argumentSpot(gate: string, { file, place }: FixRequest): GateSpot | undefined {
  for (const line of [place.line, place.line + 1]) {
    const found = new RegExp(`(?<=[\\s,"'=])${gate}=(true|false)(?=[\\s,"']|$)`).exec(
      lineAt(file.text, line),
    );
    const [pair, value] = found ?? [];
    if (found === null || pair === undefined || value === undefined) continue;
    return { form: "argument", line, column: found.index + 1, pair, value };
  }
  return undefined;
}

function removal(spot: GateSpot, request: FixRequest): FixAnswer {
  const { file, finding } = request;
  if (spot.form === "entry")
    return asAnswer(removedLines(file, { first: spot.line, last: spot.line }), finding.id);
  const text = lineAt(file.text, spot.line);
  const [before, after] = [text[spot.column - 2], text[spot.column - 1 + spot.pair.length]];
  if (after === ",") return inLine({ ...spot, pair: `${spot.pair},` }, file, finding.id);
  if (before === ",")
    return inLine({ ...spot, column: spot.column - 1, pair: `,${spot.pair}` }, file, finding.id);
  return asAnswer(removedLines(file, { first: request.place.line, last: spot.line }), finding.id);
}

function inLine(
  { line, column, pair }: Extract<GateSpot, { form: "argument" }>,
  { path }: SourceFile,
  finding: string,
): FixAnswer {
  return { edits: [{ path, line, column, from: pair, to: "", finding }] };
}

function asAnswer(edit: ReturnType<typeof removedLines>, finding: string): FixAnswer {
  return edit === undefined
    ? { reason: "it is the only entry of what holds it, which then has to go too" }
    : { edits: [{ ...edit, finding }] };
}
