import type { ApiName } from "../../kubernetes/api-facts.ts";
import type { Manifest } from "../../manifests/manifest.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";

/**
 * How an API is named. `object`: as that of an object that will be applied or read; `scale-target`: by an
 * autoscaler, which looks at group and kind only; `rule`: by a rule that matches nothing once the API is gone;
 * `release`: by what Helm stored of a release; `last-written`: by who wrote a live object last; `reference`: in
 * any other way.
 */
export type ApiRole = "object" | "scale-target" | "rule" | "release" | "last-written" | "reference";

/** One spot that names an API. */
export interface ApiUse {
  readonly api: ApiName;
  readonly role: ApiRole;
  /** `object` is what has, or is said to have, the API: its name where it is given. */
  readonly place: Place;
  readonly certainty: Manifest["certainty"];
  /** APIs that are written in its place where the cluster serves them, as its template decides. */
  readonly alternatives?: readonly string[];
  /** What the cluster has to answer for its template to write it. */
  readonly requires?: Manifest["requires"];
  /** Who names it, where the place does not show that: `ClusterRole ingress`, a Helm release. */
  readonly holder?: string;
}

/** What a spot says about the object beside its `apiVersion` and `kind`. */
interface NamedObject extends ApiName {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** The use of an API at a spot of a file; keeps no text of the file alive. */
export function apiUse(named: NamedObject, role: ApiRole, at: { path: string } & Position): ApiUse {
  const api = { apiVersion: detached(named.apiVersion), kind: detached(named.kind) };
  return {
    api,
    role,
    certainty: "proven",
    place: {
      path: at.path,
      line: at.line,
      column: at.column,
      object: { ...api, ...optionalText("name", named.name), ...optionalText("namespace", named.namespace) },
      class: role === "object" ? "object" : "reference",
    },
  };
}

/** Where a key of a mapping stands; the mapping itself where it lacks the key. */
export function keyPlace(value: SourceValue, key: string): { path: string } & Position {
  return { path: value.source.path, ...(value.keyPosition(key) ?? value.position()) };
}
