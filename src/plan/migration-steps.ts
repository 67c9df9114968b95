import type { ApiMigration } from "../findings/api-migrations.ts";
import { nameList } from "../findings/name-list.ts";
import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { apisRemovedIn } from "../kubernetes/removed-in.ts";
import type { HopContext } from "./hop-context.ts";
import type { Command } from "./plan.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";

/**
 * Where the control plane still serves both sides of the APIs that the hop takes away: the last moment to move
 * objects and whoever writes them. First who asks for them, then one step an API, before anything of the control
 * plane changes.
 */
export function migrationSteps(hop: HopContext): readonly StepDraft[] {
  if (hop.leg.operations.length === 0 || hop.fromMinor === hop.toMinor) return [];
  const moves = hop.migrations.filter(({ at }) => at === `1.${hop.fromMinor}`);
  return [...whoAsks(hop), ...moves.map((move) => migrationStep(move, hop))];
}

/** Controllers, operators and scripts may use an API of which no file of the repository has an object. */
function whoAsks({ toMinor, number }: HopContext): readonly StepDraft[] {
  const going = apisRemovedIn(`1.${toMinor}`).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  if (going.length === 0) return [];
  return [
    {
      id: "",
      phase: "configuration",
      action: "check",
      commands: [stillAskedFor([`removed_release="1\\.${toMinor}"`])],
      runbook: "docs/runbooks/removed-api.md",
      why: `1.${toMinor} takes ${going.length === 1 ? "an API" : `${going.length} APIs`} away (${nameList(going)}): whoever still asks for one fails after hop ${number}.`,
    },
  ];
}

/** Who asks for the old version is counted, so that is looked up before the list, which would count too. */
function migrationStep(migration: ApiMigration, hop: HopContext): StepDraft {
  const { from, to } = migration;
  const { group, resource = "", version } = from;
  const asked = stillAskedFor([`group="${group}"`, `resource="${resource}"`, `version="${version}"`]);
  const commands =
    to === undefined || isOffByDefault(to)
      ? [asked, listed(from)]
      : [asked, listed(to), ...lastWritten(from, to)];
  return {
    id: "",
    phase: "configuration",
    action: "check",
    commands,
    runbook: "docs/runbooks/removed-api.md",
    why: whyMigrate(migration, hop),
  };
}

function whyMigrate({ from, to, objects }: ApiMigration, { number, toMinor }: HopContext): string {
  const what = `${objects} ${objects === 1 ? "object" : "objects"} of the repository`;
  const end = `1.${toMinor} no longer serves ${from.apiVersion} ${from.kind}`;
  if (to === undefined) {
    return `Take ${what} away before hop ${number}, or be ready to make them anew: ${end}, and no API that is served now takes them over. Objects that stay in etcd can be neither read nor deleted afterwards.`;
  }
  const convert =
    to.kind === from.kind
      ? ` \`kubectl convert -f FILE --output-version ${to.apiVersion}\` writes the new form where the plugin is installed; the finding removed-api names the files and what changes in the fields.`
      : "";
  return `Migrate ${what} from ${from.apiVersion} ${from.kind} to ${to.apiVersion}${to.kind === from.kind ? "" : ` ${to.kind}`} before hop ${number}: ${end}, and the API servers that run now serve both.${convert} Controllers, operators and Helm releases that still write the old form fail after the hop.`;
}

/** Prints nothing and ends well where nobody asks; the counter starts anew with each API server. */
function stillAskedFor(labels: readonly string[]): Command {
  const wanted = labels.map((label) => ` && /${label}/`).join("");
  return onWorkstation(
    `kubectl get --raw /metrics | awk '/^apiserver_requested_deprecated_apis/${wanted}'`,
    "nothing: since the API server started nobody has asked for it; else the audit log names who does (k8s.io/deprecated)",
  );
}

/** `ingresses.v1.networking.k8s.io`: the resource in exactly this version. */
function listed(api: ApiFacts): Command {
  const run = `kubectl get ${resourceIn(api)} -A`;
  return onWorkstation(
    isOffByDefault(api) ? `${run} || echo "not served here: nothing to move"` : run,
    `every ${api.kind} of the cluster, in whichever version it was written`,
  );
}

function lastWritten(from: ApiFacts, to: ApiFacts): readonly Command[] {
  if (to.kind !== from.kind) return [];
  const written = from.apiVersion.replaceAll("/", "\\/").replaceAll(".", "\\.");
  return [
    onWorkstation(
      `kubectl get ${resourceIn(to)} -A -o json --show-managed-fields | awk '/"apiVersion": "${written}"/ { found += 1 } END { print found + 0 }'`,
      "0: nobody's last write was in the old version",
    ),
  ];
}

function resourceIn({ resource = "", version, group }: ApiFacts): string {
  return group === "" ? resource : `${resource}.${version}.${group}`;
}

function isOffByDefault({ servedByDefault }: ApiFacts): boolean {
  return servedByDefault.some(({ enabled }) => !enabled);
}
