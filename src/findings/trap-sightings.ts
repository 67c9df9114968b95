import type { Repository } from "../manifests/repository.ts";
import type { View } from "../manifests/view.ts";
import { sha1Sightings } from "./sha1-sightings.ts";
import { sharedVolumeSightings } from "./shared-volume-sightings.ts";
import type { TrapSighting } from "./trap-sighting.ts";
import { certificateFiles, embeddedCertificates } from "./views/certificates.ts";
import { objectTraps } from "./views/object-traps.ts";
import { selinuxVolumes } from "./views/selinux-volumes.ts";
import { textTraps } from "./views/text-traps.ts";

/** What the files have to be looked through for. */
export const trapViews: readonly View[] = [
  objectTraps,
  textTraps,
  selinuxVolumes,
  embeddedCertificates,
  certificateFiles,
];

/** Every place of the repository that runs into a trap, on the way or not. */
export function trapSightings(repository: Repository): readonly TrapSighting[] {
  return [
    ...repository.of(objectTraps),
    ...repository.of(textTraps),
    ...sharedVolumeSightings(repository.of(selinuxVolumes)),
    ...sha1Sightings([...repository.of(embeddedCertificates), ...repository.of(certificateFiles)]),
  ];
}
