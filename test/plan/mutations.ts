import type { HopJson, PlanJson, StepJson } from "./replay-model.ts";

/** A way in which a plan can be wrong. */
export interface Mutation {
  readonly name: string;
  readonly mutate: (plan: PlanJson) => PlanJson;
}

const first = (action: string, role?: (step: StepJson) => boolean) => (steps: readonly StepJson[]) =>
  steps.findIndex((step) => step.action === action && (role?.(step) ?? true));
const last = (action: string) => (steps: readonly StepJson[]) =>
  steps.findLastIndex((step) => step.action === action);
const isWorker = ({ node }: StepJson) => node?.startsWith("worker") ?? false;
const isControlPlane = ({ node }: StepJson) => node?.startsWith("cp") ?? false;

type Find = (steps: readonly StepJson[]) => number;

/** Changes the steps of the last hop, which moves the control plane and every kubelet. */
function inLastHop(change: (steps: readonly StepJson[], hop: HopJson) => readonly StepJson[]) {
  return (plan: PlanJson): PlanJson => ({
    ...plan,
    hops: plan.hops.map((hop, index) =>
      index === plan.hops.length - 1 ? { ...hop, steps: change(hop.steps, hop) } : hop,
    ),
  });
}

function drop(find: Find) {
  return inLastHop((steps) => steps.toSpliced(found(find, steps), 1));
}

function rewrite(find: Find, change: (step: StepJson, hop: HopJson) => StepJson) {
  return inLastHop((steps, hop) => {
    const index = found(find, steps);
    return steps.map((step, position) => (position === index ? change(step, hop) : step));
  });
}

/** Puts one step before another. */
function move(find: Find, before: Find) {
  return inLastHop((steps) => {
    const step = steps[found(find, steps)];
    const without = steps.filter((candidate) => candidate !== step);
    return step === undefined ? steps : without.toSpliced(found(before, without), 0, step);
  });
}

function found(find: Find, steps: readonly StepJson[]): number {
  const index = find(steps);
  if (index < 0) throw new Error("the plan has no such step to spoil");
  return index;
}

function repeat(find: Find) {
  return inLastHop((steps) => {
    const index = found(find, steps);
    const step = steps[index];
    return step === undefined ? steps : steps.toSpliced(index + 1, 0, { ...step, id: `${step.id}-again` });
  });
}

/** The wrong plans that the replay checker has to tell from good ones. */
export const mutations: readonly Mutation[] = [
  { name: "no etcd snapshot", mutate: drop(first("snapshot-etcd")) },
  { name: "no backup", mutate: drop(first("backup")) },
  { name: "a repository that stays at the old minor", mutate: drop(first("pin-repository", isWorker)) },
  { name: "a node without the new kubeadm", mutate: drop(first("upgrade-kubeadm", isWorker)) },
  { name: "a worker without kubeadm upgrade node", mutate: drop(first("upgrade-node", isWorker)) },
  { name: "a control-plane node left out", mutate: drop(first("upgrade-node", isControlPlane)) },
  { name: "no apply", mutate: drop(first("apply")) },
  { name: "apply twice", mutate: repeat(first("apply")) },
  { name: "apply on a worker", mutate: rewrite(first("apply"), (step) => ({ ...step, node: "worker-1" })) },
  {
    name: "apply of another version",
    mutate: rewrite(first("apply"), (step) => ({ ...step, version: "1.36.0" })),
  },
  {
    name: "apply without its full version",
    mutate: rewrite(first("apply"), (step) => ({ ...step, version: "1.36" })),
  },
  {
    name: "the second control-plane node before apply",
    mutate: move(first("upgrade-node", isControlPlane), first("apply")),
  },
  {
    name: "a kubelet before the last API server",
    mutate: move(first("upgrade-kubelet"), first("upgrade-node", isControlPlane)),
  },
  { name: "a kubelet swapped without a drain", mutate: drop(first("drain")) },
  { name: "a kubelet left behind", mutate: drop(last("upgrade-kubelet")) },
  {
    name: "a kubelet above the API servers",
    mutate: rewrite(last("upgrade-kubelet"), (step) => ({ ...step, version: "1.37.0" })),
  },
  { name: "a node that stays cordoned", mutate: drop(last("uncordon")) },
  { name: "two nodes drained at once", mutate: move(last("drain"), first("upgrade-kubelet")) },
  {
    name: "no check between an API server's restart and a drain",
    mutate: inLastHop((steps) => steps.filter(({ action }) => action !== "check")),
  },
  { name: "no verify", mutate: drop(last("verify")) },
  { name: "verify before the last change", mutate: move(last("verify"), last("uncordon")) },
  {
    name: "an id that stands twice",
    mutate: rewrite(first("apply"), (step, { steps }) => ({ ...step, id: steps[0]?.id ?? "" })),
  },
  {
    name: "a node that the cluster does not have",
    mutate: rewrite(first("drain"), (step) => ({ ...step, node: "nobody" })),
  },
  {
    name: "a command of two lines",
    mutate: rewrite(first("drain"), (step) => ({
      ...step,
      commands: [{ run: "true\nfalse", on: "workstation" }],
    })),
  },
  {
    name: "a command on no machine",
    mutate: rewrite(first("apply"), (step) => ({ ...step, commands: [{ run: "true", on: "elsewhere" }] })),
  },
  { name: "a skipped minor", mutate: (plan) => ({ ...plan, hops: plan.hops.toSpliced(1, 1) }) },
  {
    name: "drains miscounted",
    mutate: (plan) => ({ ...plan, drains: { ...plan.drains, planned: plan.drains.planned - 1 } }),
  },
  {
    name: "etcd below its minimum",
    mutate: (plan) => ({
      ...plan,
      hops: plan.hops.map((hop) => ({
        ...hop,
        steps: hop.steps.filter(({ action }) => action !== "set-image"),
      })),
    }),
  },
  {
    name: "a point of no return that is no step",
    mutate: (plan) => ({ ...plan, hops: plan.hops.map((hop) => ({ ...hop, pointOfNoReturn: "nowhere" })) }),
  },
  {
    name: "no rollback",
    mutate: (plan) => ({ ...plan, hops: plan.hops.map((hop) => ({ ...hop, rollback: "" })) }),
  },
];
