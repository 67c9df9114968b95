import type { TrapSighting } from "./trap-sighting.ts";
import type { SelinuxVolume } from "./views/selinux-volumes.ts";

/** Claims that pods of different SELinux labels mount. Whether the hosts have SELinux, no file says. */
export function sharedVolumeSightings(volumes: readonly SelinuxVolume[]): readonly TrapSighting[] {
  return [...Map.groupBy(volumes, ({ claim }) => claim).values()]
    .filter((sharers) => new Set(sharers.flatMap(({ labels }) => labels)).size > 1)
    .flatMap((sharers) =>
      sharers.map(({ owner, place }) => ({
        trap: "selinux-mount-ga",
        subject: owner,
        place,
        certainty: "likely" as const,
      })),
    );
}
