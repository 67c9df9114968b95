import { type NamedInstance, unreadableVersions } from "../../cluster/unreadable-versions.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const UNREADABLE: FindingDescription = {
  id: "component-version-unreadable",
  title: "A component's version cannot be read",
  meaning: "Skew cannot be judged for a component whose version is missing or is no version.",
};
const SOURCE = "https://kubernetes.io/releases/version-skew-policy/";

/** What the skew rules need and the files do not give: never taken for "supported". */
export const readableVersionsCheck: Check = {
  name: "readable-versions",
  reads: ["the version of every component and node"],
  findings: [UNREADABLE],
  run: unreadable,
};

function unreadable(context: CheckContext): readonly Finding[] {
  const found = unreadableVersions(context.cluster).filter((instance) => !isToldElsewhere(instance, context));
  if (found.length === 0) return [];
  return [
    makeFinding(UNREADABLE, context, {
      severity: "risk",
      certainty: "unknown",
      origins: found.map(({ origin }) => origin),
      why: `No version can be read for ${nameList(found.map(told))}.`,
      fix:
        context.cluster.distribution === "kind"
          ? "Name the image of each node with its tag: kindest/node:v1.34.0@sha256:…."
          : "Take a fresh snapshot (kubectl get nodes -o json), or write the full version in quotes: an unquoted 1.30 is the number 1.3.",
      sources: [SOURCE],
    }),
  ];
}

/**
 * Where no file gives the version of the control plane, that is told by itself; kubelets of which no file says anything
 * either, as of kind nodes without an image, are unknown for the same reason.
 */
function isToldElsewhere({ version }: NamedInstance, { cluster }: CheckContext): boolean {
  return version === "unknown" && cluster.controlPlane.apiServers.length === 0;
}

function told({ component, node, version }: NamedInstance): string {
  const where = node === undefined ? "" : ` on ${node}`;
  return `${component}${where} (${written(version)})`;
}

/** `unknown` is what a reader gives that found none, or one that it could not read; it has said so at its place. */
function written(version: string): string {
  if (version === "") return "nothing written";
  return version === "unknown" ? "not known" : JSON.stringify(version.slice(0, 40));
}
