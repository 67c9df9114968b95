import { type KubeadmMinor, kubeadmMinor, type PatchImages } from "./kubeadm-facts.ts";
import { compareVersions, parseVersion } from "./version.ts";

/** The images that one kubeadm release installs; tags as kubeadm writes them (`3.5.24-0`, `1.14.2`, `3.10.2`). */
export interface BundledImages {
  readonly etcd: string;
  readonly coredns: string;
  readonly pause?: string;
  /** The oldest external etcd that `kubeadm init` accepts. */
  readonly minimumExternalEtcd?: string;
  /** `proven`: this patch was read; `likely`: it lies between two that were read and agree. */
  readonly certainty: "proven" | "likely";
}

/**
 * The images of a kubeadm release. A patch that was not read is answered only where the nearest ones read on
 * both sides of it name the same etcd and CoreDNS; anything else, a bare minor and a pre-release included,
 * is undefined: `kubeadm config images list` on the host settles it.
 *
 * @throws KubehopError `invalid-version`
 */
export function bundledImages(version: string): BundledImages | undefined {
  const found = readAround(version);
  if (found === undefined) return undefined;
  const [below, above] = found;
  if (below.etcd !== above.etcd || below.coredns !== above.coredns) return undefined;
  return {
    etcd: below.etcd,
    coredns: below.coredns,
    ...(below.pause === null || below.pause !== above.pause ? {} : { pause: below.pause }),
    ...(below.minimumExternalEtcd === above.minimumExternalEtcd
      ? { minimumExternalEtcd: below.minimumExternalEtcd }
      : {}),
    certainty: below === above ? "proven" : "likely",
  };
}

/** The nearest patches that were read at or below, and at or above: twice the same one where it was read. */
function readAround(version: string): readonly [PatchImages, PatchImages] | undefined {
  const wanted = parseVersion(version);
  const facts = kubeadmMinor(wanted);
  if (facts === undefined || wanted.patch === undefined || wanted.prerelease !== undefined) return undefined;
  const read = patchesRead(facts);
  const below = read.findLast((images) => compareVersions(images.version, wanted) <= 0);
  const above = read.find((images) => compareVersions(images.version, wanted) >= 0);
  return below === undefined || above === undefined ? undefined : [below, above];
}

function patchesRead({ minor, images, etcd }: KubeadmMinor): readonly PatchImages[] {
  const release: PatchImages = {
    version: `${minor}.0`,
    ...images.atRelease,
    minimumExternalEtcd: etcd.minimumExternal,
  };
  return [release, ...images.laterPatches].toSorted((one, other) =>
    compareVersions(one.version, other.version),
  );
}
