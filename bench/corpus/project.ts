import { versionsOf, type Way } from "./api-versions.ts";
import type { Random } from "./random.ts";

/** What one team keeps in one folder. */
export interface Project {
  /** Unlike that of every other project of the corpus. */
  readonly name: string;
  readonly namespace: string;
  readonly random: Random;
  readonly way: Way;
  /** Nobody has touched it for years. */
  readonly isOld: boolean;
}

/** How often an object of an old project, and of any other, has a version that the target lacks or warns of. */
const OLD = { old: 0.35, other: 0.006 };

/** The version that this project's people wrote for an object of that kind; alphas are rare. */
export function apiVersionFor(kind: string, { random, way, isOld }: Project): string {
  const { old, fine } = versionsOf(kind, way);
  const takesOld = random.chance(isOld ? OLD.old : OLD.other) || fine.length === 0;
  if (!takesOld || old.length === 0) return random.pick(fine);
  const betas = old.filter((version) => !version.includes("alpha"));
  return random.pick(betas.length === 0 || random.chance(0.1) ? old : betas);
}

/** Metadata with the labels that most teams set. */
export function metadataFor(name: string, { namespace, name: project, random }: Project) {
  return {
    name,
    ...(random.chance(0.75) ? { namespace } : {}),
    labels: {
      "app.kubernetes.io/name": name,
      "app.kubernetes.io/part-of": project,
      ...(random.chance(0.5) ? { "app.kubernetes.io/managed-by": "platform-team" } : {}),
    },
  };
}

export function selectorFor(name: string) {
  return { "app.kubernetes.io/name": name };
}
