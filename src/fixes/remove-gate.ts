import { gateStatus } from "../kubernetes/feature-gates.ts";
import { parseVersion } from "../kubernetes/version.ts";
import { isMapping } from "../source/mapping.ts";
import type { Fixer, ValueChange } from "./fixer.ts";
import { type GateSpot, gateSpot } from "./gate-spot.ts";
import { removedArgument } from "./removed-argument.ts";
import { removedElement } from "./removed-element.ts";
import { removedLines } from "./removed-lines.ts";
import { lineAt, type Splice } from "./splice.ts";

/** Takes a feature gate out that goes away and is set to what it is by default anyway. */
export const removeGate: Fixer = {
  knows: ({ id }) => id === "feature-gate-removed",
  causeOf: ({ subject }) => subject ?? "",
  isStepwise: true,
  fix: (request) => {
    const { subject: gate } = request.finding;
    if (gate === undefined || request.versions.length === 0)
      return { reason: "nobody knows what the gate is by default" };
    const spot = gateSpot(gate, request.place, request.file);
    if (spot === undefined) return { reason: "the gate is not written as Name=true or Name: true there" };
    if (request.versions.some((version) => String(usualValue(gate, version)) !== spot.value)) {
      return {
        reason: `it is set to ${spot.value}, which is not its default: taking it out changes what runs`,
      };
    }
    const splice = removal(spot, request.file.text);
    return splice === undefined
      ? { reason: "it is the only entry of what holds it, which then has to go too" }
      : { splices: [splice] };
  },
  isMeant: ({ finding }, change) => isOnlyTheGate(finding.subject ?? "", change),
};

/** The default at the running minor, or in the last minor that had the gate. */
function usualValue(gate: string, from: string): boolean | undefined {
  const now = gateStatus(gate, from);
  if (now.status !== "removed" || now.removedIn === undefined) return now.default;
  const { major, minor } = parseVersion(now.removedIn);
  return gateStatus(gate, `${major}.${minor - 1}`).default;
}

function removal(spot: GateSpot, text: string): Splice | undefined {
  if (spot.form === "pair") return ofList(spot, text) ?? removedArgument(text, spot);
  return isAlone(spot, text)
    ? removedLines(text, { first: spot.line, last: spot.line })
    : removedElement(text, spot);
}

/** An entry of a block mapping has its line for itself, but for a comment; a comma or brace behind it is JSON's. */
function isAlone({ line, start, end }: GateSpot, text: string): boolean {
  const rest = lineAt(text, line).replace(text.slice(start, end), "").trim();
  return /^(?:#.*)?$/.test(rest) && !/^\s*[,}]/.test(text.slice(end, end + 500));
}

/** One of several pairs goes with one of the commas beside it. */
function ofList({ start, end }: GateSpot, text: string): Splice | undefined {
  const [after] = /^[ \t]*,[ \t]*(?=[A-Za-z])/.exec(text.slice(end, end + 200)) ?? [];
  if (after !== undefined) return { start, end: end + after.length, to: "" };
  const [before] = /(?<=[A-Za-z]),[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  return before === undefined ? undefined : { start: start - before.length, end, to: "" };
}

/** Nothing is lost beside the gate and the words that pass it on, and nothing comes in. */
function isOnlyTheGate(gate: string, { path, before, after }: ValueChange): boolean {
  const left = words(after);
  const lost = words(before).filter((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  const meant = new Set([gate, "true", "false", "name", "value", ...PASSING, ...path.map(String)]);
  const isGone = path.at(-1) === gate || lost.includes(gate);
  return left.length === 0 && isGone && lost.every((word) => meant.has(word) || isKeyOf(before, word));
}

const PASSING = ["feature-gates", "--feature-gates", "featureGates"];

/** A text (a configuration inside a ConfigMap) without its comments, which go with what they are about. */
function words(value: unknown): string[] {
  const text =
    typeof value === "string" ? value.replaceAll(/(?:^|\s)#.*$/gm, "") : JSON.stringify(value ?? "");
  return [...(text.match(/[\w.-]+/g) ?? [])];
}

/** A key that held nothing else goes with it. */
function isKeyOf(value: unknown, word: string): boolean {
  return isMapping(value) && Object.keys(value).some((key) => key === word || isKeyOf(value[key], word));
}
