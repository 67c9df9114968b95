import { written } from "./cluster-object.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { DIAGNOSIS_CLASSES, type DiagnosisClass } from "./diagnosis-classes.ts";
import type { Judgement } from "./judgement.ts";
import { kubectl, shellWord } from "./kubectl.ts";
import type { Pod } from "./pod.ts";

/** Puts judgements of one root together and tells them in the order of the classes. */
export function toDiagnoses(
  judgements: readonly Judgement[],
  kubectlOptions: readonly string[],
): readonly Diagnosis[] {
  const groups = Map.groupBy(judgements, ({ class: found, root }) => `${found}\n${root}`);
  return [...groups.values()]
    .flatMap((group) => diagnosisOf(group, kubectlOptions))
    .toSorted((left, right) => rank(left.class) - rank(right.class) || compare(left.object, right.object));
}

/** What could not be read, as a diagnosis of its own: silence would look like health. */
export function incomplete(unread: readonly string[]): readonly Diagnosis[] {
  if (unread.length === 0) return [];
  return [
    {
      class: "diagnosis-incomplete",
      object: "Cluster",
      cause: `Not everything could be read, so that causes may be missing here: ${unread.length === 1 ? unread[0] : `${unread.length} things, the first is that ${unread[0]}`}.`,
      evidence: unread.slice(0, MOST_EVIDENCE),
      next: kubectl("auth", "can-i", "--list"),
      runbook: pageOf("diagnosis-incomplete"),
    },
  ];
}

const MOST_EVIDENCE = 8;
const MOST_NAMED = 5;

function diagnosisOf(group: readonly Judgement[], kubectlOptions: readonly string[]): readonly Diagnosis[] {
  const [first] = group;
  if (first === undefined) return [];
  const alike = distinct(group.filter(({ subject }) => subject.kind === first.subject.kind));
  const others = distinct(group.filter(({ subject }) => subject.kind !== first.subject.kind));
  const evidence = [...first.evidence, ...waiting(others), ...(alike.length > 1 ? [named(alike)] : [])];
  return [
    {
      class: first.class,
      object: written(first.subject),
      ...(alike.length > 1 ? { count: alike.length } : {}),
      cause: alike.length > 1 ? counted(first.cause, alike) : first.cause,
      evidence: [...new Set(evidence)].slice(0, MOST_EVIDENCE),
      next: first.next.replace(/^kubectl/, () => ["kubectl", ...kubectlOptions.map(shellWord)].join(" ")),
      runbook: pageOf(first.class),
    },
  ];
}

function distinct(group: readonly Judgement[]): readonly Judgement[] {
  return [...new Map(group.map((judgement) => [written(judgement.subject), judgement])).values()];
}

/** `… (400 pods of ReplicaSet shop/web-7c9f).` */
function counted(cause: string, alike: readonly Judgement[]): string {
  const kind = `${alike[0]?.subject.kind ?? ""}s`;
  const owners = new Set(alike.map(({ subject }) => ownerOf(subject as Partial<Pod>)));
  const [owner] = owners;
  const whose = owners.size === 1 && owner !== undefined ? ` of ${owner}` : "";
  return `${cause.replace(/\.$/, "")} (${alike.length} ${kind === "Pods" ? "pods" : kind}${whose}).`;
}

function ownerOf({ owner }: Partial<Pod>): string | undefined {
  return owner === undefined ? undefined : written(owner);
}

function waiting(others: readonly Judgement[]): readonly string[] {
  return others.length === 0 ? [] : [`${others.length} more wait for it: ${namesOf(others)}`];
}

function named(alike: readonly Judgement[]): string {
  return `${alike.length} in all: ${namesOf(alike)}`;
}

function namesOf(group: readonly Judgement[]): string {
  const names = group.slice(0, MOST_NAMED).map(({ subject }) => written(subject));
  return names.join(", ") + (group.length > MOST_NAMED ? ", …" : "");
}

function pageOf(found: DiagnosisClass): string {
  return `docs/runbooks/${found}.md`;
}

const RANKS: ReadonlyMap<string, number> = new Map(DIAGNOSIS_CLASSES.map((name, index) => [name, index]));

function rank(found: string): number {
  return RANKS.get(found) ?? RANKS.size;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
