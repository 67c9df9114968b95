import { fileURLToPath } from "node:url";
import type { Finding, Place, Unread } from "../../src/source/finding.ts";
import type { Answer, Sighting, Tool } from "./tool.ts";

/** The parts of `kubehop check --format json` that are compared. */
interface Assessment {
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
}

const BUILT = fileURLToPath(new URL("../../bin/kubehop.js", import.meta.url));
/** Peers tell old versions of add-ons beside those of Kubernetes. */
const API_FINDINGS = [
  "removed-api",
  "deprecated-api",
  "not-yet-served-api",
  "addon-api-removed",
  "addon-api-deprecated",
];

/** `kubehop check` for APIs alone and in full: what `npm run build` made, or the program of `KUBEHOP_BIN`. */
export function kubehop(
  to: string,
  { KUBEHOP_BIN }: NodeJS.ProcessEnv,
): { readonly apis: Tool; readonly full: Tool } {
  const command: Tool["command"] = KUBEHOP_BIN === undefined ? [process.execPath, BUILT] : [KUBEHOP_BIN];
  const words = ["--to", to, "--format", "json", "."];
  return {
    apis: {
      name: "kubehop --only apis",
      command,
      words: () => ["check", "--only", "apis", ...words],
      read: answerOf,
    },
    full: { name: "kubehop, all checks", command, words: () => ["check", ...words], read: answerOf },
  };
}

function answerOf(output: string): Answer {
  const { findings, unread } = JSON.parse(output) as Assessment;
  const places = findings.filter(({ id }) => API_FINDINGS.includes(id)).flatMap((finding) => finding.places);
  const once = new Map(places.map((place) => [`${place.path}:${place.line}:${place.column}`, place]));
  return { findings: findings.length, sightings: [...once.values()].map(sightingOf), unread: unread.length };
}

function sightingOf({ path, object, class: form = "object" }: Place): Sighting {
  if (object === undefined) throw new Error(`Kubehop names no object for its finding in ${path}`);
  return { path, ...object, class: form };
}
