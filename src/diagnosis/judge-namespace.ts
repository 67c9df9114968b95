import { conditionWith } from "./cluster-object.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { textAt, textsAt } from "./fields.ts";
import { type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe, kubectl } from "./kubectl.ts";
import type { RawObject, Situation } from "./situation.ts";

/** Why a namespace does not go away; undefined for one that is not deleted, or was deleted just now. */
export function judgeNamespace(namespace: RawObject, situation: Situation): Judgement | undefined {
  if (textAt(namespace.raw, "status", "phase") !== "Terminating" && namespace.goneBy === undefined)
    return undefined;
  if (namespace.goneBy !== undefined && situation.now - namespace.goneBy < PATIENCE_MS) return undefined;
  const { name } = namespace;
  const found = CONDITIONS.map((one) => ({
    ...one,
    condition: conditionWith(namespace, one.type, "True"),
  })).find(({ condition }) => condition !== undefined);
  const base = { subject: namespace, root: `Namespace ${name}` };
  const status = namespace.conditions
    .filter((condition) => condition.status === "True")
    .map(({ type, message }) => statusLine(namespace, `${type}: ${message}`));
  if (found?.condition !== undefined) {
    const said = quoted(found.condition.message);
    const unavailable = found.class === "namespace-discovery-failed" ? unavailableServices(situation) : [];
    return {
      ...base,
      class: found.class,
      cause: `Namespace ${name} cannot be deleted, ${found.says}: ${said}.`,
      evidence: [...status, ...unavailable],
      next:
        found.class === "namespace-discovery-failed" ? kubectl("get", "apiservices") : remaining(name, said),
    };
  }
  return withoutCondition(namespace, situation, status);
}

/** While pods end within their grace period, the namespace controller waits and writes no condition. */
function withoutCondition(namespace: RawObject, situation: Situation, status: readonly string[]): Judgement {
  const { name } = namespace;
  const own = [...textsAt(namespace.raw, "spec", "finalizers"), ...namespace.finalizers];
  const kept = own.filter((one) => one !== "kubernetes");
  const pods = situation.pods.filter((pod) => pod.namespace === name);
  const base = { subject: namespace, root: `Namespace ${name}`, next: describe(namespace) };
  if (pods.length > 0) {
    return {
      ...base,
      class: "namespace-content-remaining",
      cause: `Namespace ${name} cannot be deleted yet, since pods in it have not ended: ${pods
        .slice(0, 3)
        .map((pod) => pod.name)
        .join(", ")}.`,
      evidence: pods
        .slice(0, 5)
        .map((pod) => statusLine(pod, `phase ${pod.phase}, node ${pod.node ?? "none"}`)),
      next: kubectl("--namespace", name, "get", "pods", "-o", "wide"),
    };
  }
  return {
    ...base,
    class: kept.length > 0 ? "namespace-finalizers-remaining" : "unclassified",
    cause: `Namespace ${name} stays Terminating${kept.length > 0 ? ` because of its own finalizers: ${kept.join(", ")}` : ", and its conditions do not say why"}.`,
    evidence: [statusLine(namespace, "phase Terminating"), ...status],
  };
}

const PATIENCE_MS = 30_000;

/** By what holds up the others: without discovery nothing is found, and content with finalizers is content too. */
const CONDITIONS: readonly {
  readonly type: string;
  readonly class: DiagnosisClass;
  readonly says: string;
}[] = [
  {
    type: "NamespaceDeletionDiscoveryFailure",
    class: "namespace-discovery-failed",
    says: "since the API server cannot list what is in it",
  },
  {
    type: "NamespaceDeletionGroupVersionParsingFailure",
    class: "namespace-discovery-failed",
    says: "since the API server cannot list what is in it",
  },
  {
    type: "NamespaceFinalizersRemaining",
    class: "namespace-finalizers-remaining",
    says: "since finalizers keep objects in it",
  },
  {
    type: "NamespaceDeletionContentFailure",
    class: "namespace-content-remaining",
    says: "since its content cannot be deleted",
  },
  {
    type: "NamespaceContentRemaining",
    class: "namespace-content-remaining",
    says: "since objects remain in it",
  },
];

function unavailableServices({ ofKind }: Situation): readonly string[] {
  return ofKind("APIService").flatMap((service) => {
    const condition = conditionWith(service, "Available", "False");
    return condition === undefined
      ? []
      : [statusLine(service, `not Available, ${condition.reason}: ${condition.message}`)];
  });
}

/** `Some resources are remaining: configmaps. has 1 resource instances` names what to list. */
function remaining(name: string, said: string): string {
  const resources = [...said.matchAll(/([a-z][a-z0-9.-]*[a-z0-9])\.? has \d+ resource/g)].map(
    ([, resource = ""]) => resource,
  );
  if (resources.length > 0) return kubectl("--namespace", name, "get", resources.join(","), "-o", FINALIZERS);
  return kubectl("get", `namespace/${name}`, "-o", "jsonpath={.status.conditions}");
}

const FINALIZERS = "custom-columns=KIND:.kind,NAME:.metadata.name,FINALIZERS:.metadata.finalizers";
