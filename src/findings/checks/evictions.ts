import type { Finding, Severity } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { mayRunIn } from "../may-run-in.ts";
import { nameList } from "../name-list.ts";
import { nameOf, type RunningWorkloads, runningWorkloads } from "../protected-workloads.ts";
import { selects } from "../service-backend.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const BARE: FindingDescription = {
  id: "bare-pod",
  title: "A pod that no controller owns",
  meaning: "A drain refuses it; with --force it is gone for good.",
};
const SINGLE: FindingDescription = {
  id: "single-replica",
  title: "Workloads with one pod are away while it moves",
  meaning: "The drain of its node stops the only pod before its replacement is ready.",
};
const EMPTY_DIR: FindingDescription = {
  id: "empty-dir-data",
  title: "Data in emptyDir volumes is lost with the pod",
  meaning: "A drain refuses such pods unless it is told to delete the data.",
};
const GRACE: FindingDescription = {
  id: "long-termination-grace",
  title: "Pods that may take long to end",
  meaning: "The drain of their node waits for the whole time that they ask for.",
};
const ON_DELETE: FindingDescription = {
  id: "update-on-delete",
  title: "Pods that are updated when they are deleted",
  meaning:
    "A drain brings back a newer template than the one that ran: an upgrade of the application, unasked.",
};

/** Drains of a plan and their time limits count in minutes; a pod that may take longer is worth knowing. */
const LONG_SECONDS = 300;
const DRAIN = "kubernetes.io/docs/tasks/administer-cluster/safely-drain-node";

/** Something about a workload that its eviction meets, told once for all workloads that share it. */
interface Rule {
  readonly description: FindingDescription;
  readonly severity: Severity;
  readonly applies: (workload: Workload, running: RunningWorkloads) => boolean;
  /** The sentence for the workloads' names, and what follows them: `is` of one, `are` of several. */
  readonly why: (names: string, does: (one: string, several: string) => string) => string;
  readonly fix: string;
  readonly source: string;
}

const RULES: readonly Rule[] = [
  {
    description: BARE,
    severity: "risk",
    applies: (workload) =>
      workload.kind === "Pod" &&
      workload.ownerKind === undefined &&
      !workload.hasEnded &&
      !isTemporary(workload.podAnnotations) &&
      !isStatic(workload),
    why: (names, does) =>
      `No controller owns ${names}: a drain refuses the node that ${does("it runs", "they run")} on.`,
    fix: "Make it the template of a Deployment, StatefulSet or Job; or delete it before the drain, and create it again after.",
    source: DRAIN,
  },
  {
    description: SINGLE,
    severity: "notice",
    applies: (workload, running) =>
      isServing(workload) && workload.replicas !== 0 && running.fewestPods(workload) === 1,
    why: (names, does) =>
      `One pod ${does("", "each ")}serves ${names}: it is away from its eviction until its replacement is ready elsewhere.`,
    fix: "Run two replicas where an interruption matters, with a budget that lets one go.",
    source: DRAIN,
  },
  {
    description: EMPTY_DIR,
    severity: "notice",
    applies: (workload) => isMoved(workload) && workload.pod.volumes.some(({ type }) => type === "emptyDir"),
    why: (names, does) =>
      `${names} ${does("keeps", "keep")} data in emptyDir volumes, which are deleted with the pod; the plan's drains say --delete-emptydir-data.`,
    fix: "Nothing, where it is a cache or scratch space. Data that has to last belongs on a PersistentVolumeClaim.",
    source: `${DRAIN}; kubernetes.io/docs/concepts/storage/volumes: emptyDir`,
  },
  {
    description: GRACE,
    severity: "notice",
    applies: (workload) =>
      isMoved(workload) && (workload.pod.terminationGracePeriodSeconds ?? 0) > LONG_SECONDS,
    why: (names) =>
      `${names} may take more than ${LONG_SECONDS / 60} minutes to end (terminationGracePeriodSeconds): the drain of their nodes waits that long.`,
    fix: "Count it into the window, and let the drain's --timeout be longer than it.",
    source: "kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle: pod termination",
  },
  {
    description: ON_DELETE,
    severity: "notice",
    applies: ({ strategy }) => strategy === "OnDelete",
    why: (names, does) =>
      `${names} ${does("is", "are")} updated when their pods are deleted (updateStrategy OnDelete): a drained pod comes back with the newest template.`,
    fix: "See before the drain that every pod runs the newest template already: kubectl rollout status says so for a StatefulSet, its updateRevision for each pod.",
    source: "kubernetes.io/docs/concepts/workloads/controllers/statefulset: update strategies",
  },
];

/** What the eviction of pods meets, apart from budgets and storage. */
export const evictionsCheck: ManifestCheck = {
  name: "evictions",
  reads: ["Pods and the workloads that make them; their autoscalers"],
  findings: RULES.map(({ description }) => description),
  views: [workloads, autoscalers],
  judge: (context) => {
    const running = runningWorkloads(context.repository);
    const told = withoutMade(context.repository.of(workloads).filter(mayRunIn(context.cluster)));
    return RULES.flatMap((rule) =>
      applied(
        rule,
        told.filter((one) => rule.applies(one, running)),
        context,
      ),
    );
  },
};

/** A snapshot shows a Deployment, its ReplicaSets and their pods: who made the others is told alone. */
function withoutMade(all: readonly Workload[]): readonly Workload[] {
  const makers = Map.groupBy(
    all.filter(
      ({ kind, ownerKind, selector }) => kind !== "Pod" && ownerKind === undefined && hasKeys(selector),
    ),
    ({ namespace }) => namespace,
  );
  return all.filter(
    ({ ownerKind, namespace, podLabels }) =>
      ownerKind === undefined ||
      !(makers.get(namespace) ?? []).some(({ selector }) => selects(selector, podLabels)),
  );
}

function hasKeys(selector: Readonly<Record<string, string>>): boolean {
  return Object.keys(selector).length > 0;
}

function applied(rule: Rule, concerned: readonly Workload[], context: ManifestContext): readonly Finding[] {
  if (concerned.length === 0) return [];
  const names = concerned.map(nameOf);
  return [
    makeFinding(rule.description, context, {
      severity: rule.severity,
      certainty: "proven",
      places: concerned.map(({ place }) => place),
      why: rule.why(nameList(names), (one, several) => (new Set(names).size === 1 ? one : several)),
      fix: rule.fix,
      sources: [rule.source],
    }),
  ];
}

/** Pods of hooks and tests end before anybody drains their node. */
function isTemporary(annotations: Readonly<Record<string, string>>): boolean {
  return Object.keys(annotations).some(
    (key) => key === "helm.sh/hook" || key.startsWith("argocd.argoproj.io/hook"),
  );
}

/** The manifest of a static pod, which a kubelet runs from its own disk: a drain leaves it alone. */
function isStatic({ namespace, pod, place }: Workload): boolean {
  return namespace === "kube-system" && pod.hostNetwork && !place.path.includes("/templates/");
}

function isServing({ kind }: Workload): boolean {
  return kind === "Deployment" || kind === "StatefulSet";
}

/** A drain leaves pods of DaemonSets and static pods where they are. */
function isMoved({ kind, ownerKind, hasEnded }: Workload): boolean {
  return !hasEnded && kind !== "DaemonSet" && ownerKind !== "DaemonSet" && ownerKind !== "Node";
}
