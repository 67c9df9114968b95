import type { Repository } from "../manifests/repository.ts";
import type { View } from "../manifests/view.ts";
import { backupReleases, backupValues } from "./views/backup-values.ts";
import { type VeleroObject, veleroObjects } from "./views/backups.ts";

/** What Velero's objects are read from. */
export const backupViews: readonly View[] = [veleroObjects, backupReleases, backupValues];

export type Objects = readonly VeleroObject[];
export type OfType<Type extends VeleroObject["type"]> = Extract<VeleroObject, { readonly type: Type }>;

/** Velero's objects, as manifests and as values of its chart. */
export function backupObjects(repository: Repository): Objects {
  return [veleroObjects, backupReleases, backupValues].flatMap((view) => repository.of(view));
}

/** Those of one kind. */
export function ofType<Type extends VeleroObject["type"]>(
  type: Type,
  objects: Objects,
): readonly OfType<Type>[] {
  return objects.filter((object): object is OfType<Type> => object.type === type);
}
