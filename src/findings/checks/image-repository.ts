import type { KubeadmDocument } from "../../cluster/cluster.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { finalVersion, hopEntering, isAtLeast } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { settingAt, settingOrigin } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const MOVED: FindingDescription = {
  id: "old-image-registry",
  title: "Images are taken from k8s.gcr.io",
  meaning: "The old registry gets no new images: a control plane cannot be upgraded from there.",
};
const MIRROR: FindingDescription = {
  id: "image-mirror",
  title: "Images come from a registry of your own",
  meaning:
    "The mirror must hold the images of each hop before its apply, or kubeadm's ImagePull check stops it.",
};
const DEFAULTS: readonly string[] = ["", "registry.k8s.io"];
const OLD = "k8s.gcr.io";

/** `imageRepository` of ClusterConfiguration documents. */
export const imageRepositoryCheck: Check = {
  name: "image-repository",
  reads: ["ClusterConfiguration: imageRepository"],
  findings: [MOVED, MIRROR],
  run(context) {
    const documents = context.cluster.kubeadm?.documents ?? [];
    return documents
      .filter(({ kind }) => kind === "ClusterConfiguration")
      .flatMap((document) => judge(context, document));
  },
};

function judge(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const repository = settingAt(document.content, "imageRepository");
  if (typeof repository !== "string" || DEFAULTS.includes(repository)) return [];
  const origins = [settingOrigin(document, "imageRepository")];
  if (repository === OLD) return old(context, origins);
  const [hop] = context.hops;
  if (hop === undefined) return [];
  return [
    makeFinding(MIRROR, context, {
      severity: "notice",
      certainty: "proven",
      hop,
      origins,
      why: `imageRepository is ${repository}, so kubeadm pulls every image of the way (${context.hops.map(({ to }) => to).join(", ")}) from there.`,
      fix: "Mirror what `kubeadm config images list --kubernetes-version vVERSION` prints for each hop, the pause image of the runtime's configuration included.",
      sources: ["kubeadm preflight check ImagePull"],
    }),
  ];
}

function old(
  context: CheckContext,
  origins: Parameters<typeof makeFinding>[2]["origins"],
): readonly Finding[] {
  const to = finalVersion(context);
  if (to === undefined || !isAtLeast(to, "1.25")) return [];
  return [
    makeFinding(MOVED, context, {
      severity: "risk",
      certainty: "proven",
      hop: hopEntering(context, "1.25") ?? context.hops[0],
      origins: origins ?? [],
      why: `imageRepository is ${OLD}; kubeadm 1.25 rewrites it to registry.k8s.io in the cluster, and this file still says the old one.`,
      fix: "Take imageRepository out (or write registry.k8s.io), allow and mirror registry.k8s.io, and change the sandbox image in the container runtime's configuration.",
      sources: [trapSource("registry-move")],
    }),
  ];
}
