import type { Finding, Place, SourceFile } from "../source/finding.ts";
import { bondedSpots } from "./bonded-spots.ts";
import { broughtReason } from "./brought-here.ts";
import type { FixedFile } from "./fixed-file.ts";
import type { Fixer } from "./fixer.ts";
import { fixerOf } from "./fixers.ts";
import { Kustomizations } from "./kustomizations.ts";
import { testReason, untouchable } from "./left-alone.ts";
import { mendFile } from "./mend-file.ts";
import { heldBySelectors } from "./selected-elsewhere.ts";
import { isRefused, type Spot, type Trial } from "./trial.ts";

/** A place that a person has to mend, and why a machine does not. */
export interface Recipe {
  readonly finding: Finding;
  readonly place: Place;
  readonly reason: string;
}

/** Recipes of one cause that are left for one reason, with their places in the order of the findings. */
export interface RecipeGroup {
  readonly finding: Finding;
  readonly places: readonly [Place, ...Place[]];
  readonly reason: string;
}

export interface Fixes {
  readonly files: readonly FixedFile[];
  readonly recipes: readonly Recipe[];
}

/** What is known of the repository and the clusters that the findings are about. */
export interface FixGround {
  /** The paths of all files of the repository; asked only where a kustomization changes something. */
  readonly paths: () => readonly string[];
  /** The text of a file as it is, or why it cannot be had. */
  readonly load: (path: string) => SourceFile | { readonly reason: string };
  /** The control plane's version that a finding starts from; undefined where nobody knows it. */
  readonly from: (finding: Finding) => string | undefined;
  /** The oldest minor that still gets fixes. */
  readonly oldestSupported: string;
}

/**
 * Finds what mends findings mechanically and with certainty, file by file; all other places become recipes with
 * their reason, but for findings that no change of a text clears. Objects and what follows them (a patch, a target
 * of a kustomization) are mended together or not at all. A fix that would change more than it is about, or leave
 * the file unreadable, is none. Pure.
 */
export function planFixes(findings: readonly Finding[], source: FixGround): Fixes {
  const ground = { ...source, load: remembered(source.load) };
  const kustomizations = new Kustomizations(ground);
  const held = heldBySelectors(triedSpots(findings, ground), kustomizations.changing);
  const trials = bondedSpots(held, kustomizations.reach);
  const files: FixedFile[] = [];
  const recipes: Recipe[] = trials.filter(isRefused).flatMap(recipesOf);
  for (const own of Map.groupBy(trials, ({ spot }) => spot.place.path).values()) {
    const { fixed, refused } = mendFile(own);
    files.push(...fixed);
    recipes.push(...refused.flatMap(recipesOf));
  }
  return { files, recipes };
}

/** Puts recipes together that say the same of several places. */
export function recipeGroups(recipes: readonly Recipe[]): readonly RecipeGroup[] {
  const groups = Map.groupBy(recipes, ({ finding: { id, fix }, reason }) =>
    JSON.stringify([id, fix.text, reason]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const places = [first.place, ...others.map(({ place }) => place)] as const;
    return [{ finding: first.finding, places, reason: first.reason }];
  });
}

/** Each file is read once, and stays the same object. */
function remembered(load: FixGround["load"]): FixGround["load"] {
  const files = new Map<string, ReturnType<FixGround["load"]>>();
  return (path) => {
    const file = files.get(path) ?? load(path);
    files.set(path, file);
    return file;
  };
}

/** Every cause at a place once, with all the findings that tell it, and what its fixer makes of it. */
function triedSpots(all: readonly Finding[], ground: FixGround): readonly Trial[] {
  const told = all
    .filter(isAboutText)
    .flatMap((finding) =>
      finding.places.map((place) => ({ finding, place, fixer: fixerOf(finding, place) })),
    );
  return [...Map.groupBy(told, spotKey).values()].flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined) return [];
    const { place, fixer, finding } = first;
    const findings = [finding, ...others.map((other) => other.finding)] as const;
    return [tried({ findings, place }, fixer, ground)];
  });
}

function spotKey({
  finding,
  place: { path, line, column },
  fixer,
}: {
  readonly finding: Finding;
  readonly place: Place;
  readonly fixer: Fixer | undefined;
}): string {
  const cause = fixer?.causeOf(finding, { path, line, column }) ?? JSON.stringify([finding.id, finding.why]);
  return JSON.stringify([path, line, column, cause]);
}

function tried(spot: Spot, fixer: Fixer | undefined, ground: FixGround): Trial {
  if (fixer === undefined) return { spot, reason: "it takes a decision, or more than a change of text" };
  const file = ground.load(spot.place.path);
  if ("reason" in file) return { spot, reason: file.reason };
  const reason = testReason(file.path);
  if (reason !== undefined) return { spot, reason };
  const [finding] = spot.findings;
  const versions = spot.findings.map((one) => ground.from(one));
  const request = {
    finding,
    place: spot.place,
    file,
    versions: [...new Set(versions.filter((version) => version !== undefined))],
    oldestSupported: ground.oldestSupported,
  };
  const obstacle = untouchable(file) ?? broughtReason(file.path, ground.load);
  const answer = obstacle === undefined ? fixer.fix(request) : { reason: obstacle };
  const bond = fixer.bondOf?.(request);
  return "reason" in answer ? { spot, bond, reason: answer.reason } : { spot, bond, fixer, request };
}

/** What several clusters tell of one place in the same words is one recipe. */
function recipesOf({ spot, reason }: { readonly spot: Spot; readonly reason: string }): readonly Recipe[] {
  const different = new Map(spot.findings.map((finding) => [`${finding.id} ${finding.fix.text}`, finding]));
  return [...different.values()].map((finding) => ({ finding, place: spot.place, reason }));
}

/** Findings that another snapshot or a look at the host clears: the place only says where something is left open. */
const KNOWLEDGE_MISSING: ReadonlySet<string> = new Set([
  "nodes-unknown",
  "control-plane-unknown",
  "api-server-version-inferred",
  "api-server-version-unknown",
  "etcd-version-unknown",
  "external-etcd-unknown",
]);

function isAboutText({ id }: Finding): boolean {
  return !KNOWLEDGE_MISSING.has(id);
}
