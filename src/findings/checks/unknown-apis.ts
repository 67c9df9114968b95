import { versionsOfKind } from "../../kubernetes/api-table.ts";
import { scannedRange } from "../../kubernetes/unknown-apis.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import type { CustomObject } from "../views/custom-objects.ts";
import { unknownObjects } from "../views/unknown-objects.ts";

const UNKNOWN: FindingDescription = {
  id: "unknown-api",
  title: "An API that no known minor has",
  meaning:
    "Only Kubernetes could serve it, and none of its known minors does: misspelt, long gone, or too new.",
};

/** Kinds and versions of Kubernetes' own groups that the facts do not have. */
export const unknownApisCheck: ManifestCheck = {
  name: "unknown-apis",
  reads: ["apiVersion and kind of every object"],
  findings: [UNKNOWN],
  views: [unknownObjects],
  judge(context) {
    const alike = Map.groupBy(
      context.repository.of(unknownObjects),
      ({ api, certainty }) => `${api.apiVersion} ${api.kind} ${certainty}`,
    );
    return [...alike.values()].flatMap((objects) => told(context, objects));
  },
};

function told(context: ManifestContext, objects: readonly CustomObject[]): readonly Finding[] {
  const [first] = objects;
  if (first === undefined) return [];
  const { apiVersion, kind } = first.api;
  const [oldest, newest] = scannedRange();
  const others = versionsOfKind({ group: apiVersion.split("/", 1)[0] ?? "", kind });
  return [
    makeFinding(UNKNOWN, context, {
      severity: "risk",
      certainty: first.certainty,
      places: objects.map(({ place }) => place),
      why: `No minor from ${oldest} to ${newest} has ${apiVersion} ${kind}, and the group is Kubernetes' own (data/api-lifecycle.json, data/component-config.json).`,
      fix:
        others.length === 0
          ? "Look for the kind with `kubectl api-resources`, and correct or remove the object."
          : `Write one of the versions that exist: ${nameList(others.map((other) => other.apiVersion))}.`,
      sources: ["data/api-lifecycle.json", "data/component-config.json"],
    }),
  ];
}
