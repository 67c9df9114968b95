import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** A Secret that holds a token of a ServiceAccount, made by hand or by an old cluster. */
export interface TokenSecret {
  readonly name: string;
  readonly namespace?: string;
  readonly place: Place;
  readonly account: string;
  /** Labels of the clean-up (KEP-2799), where the Secret was read from a cluster. */
  readonly lastUsed?: string;
  readonly invalidSince?: string;
}

const ACCOUNT = "kubernetes.io/service-account.name";

export const tokenSecrets: ManifestView<TokenSecret> = {
  kind: "manifests",
  name: "token-secrets",
  inSamples: false,
  mentions: (word) => word === "Secret",
  read: (manifest) => {
    const { kind, apiVersion, value } = manifest;
    if (value === undefined || kind !== "Secret" || apiVersion !== "v1") return [];
    if (value.textAt("type") !== "kubernetes.io/service-account-token") return [];
    const labels = value.get("metadata", "labels");
    return [
      {
        name: detached(manifest.name ?? ""),
        ...optionalText("namespace", manifest.namespace),
        place: placeOf(manifest),
        account: detached(value.textAt("metadata", "annotations", ACCOUNT) ?? ""),
        ...optionalText("lastUsed", labels?.textAt("kubernetes.io/legacy-token-last-used")),
        ...optionalText("invalidSince", labels?.textAt("kubernetes.io/legacy-token-invalid-since")),
      },
    ];
  },
};

/** A ServiceAccount, as far as it decides whether pods get its token unasked. */
export interface ServiceAccount {
  readonly name: string;
  readonly namespace?: string;
  readonly automount?: boolean;
  /** Names of its `secrets`, where clusters before 1.24 listed the tokens that they made. */
  readonly secrets: readonly string[];
}

export const serviceAccounts: ManifestView<ServiceAccount> = {
  kind: "manifests",
  name: "service-accounts",
  inSamples: false,
  mentions: (word) => word === "ServiceAccount",
  read: ({ kind, apiVersion, name = "", namespace, value }) => {
    if (value === undefined || kind !== "ServiceAccount" || apiVersion !== "v1") return [];
    const automount = value.get("automountServiceAccountToken")?.boolean();
    return [
      {
        name: detached(name),
        ...optionalText("namespace", namespace),
        ...(automount === undefined ? {} : { automount }),
        secrets: (value.get("secrets")?.items() ?? []).map((secret) => detached(secret.textAt("name") ?? "")),
      },
    ];
  },
};
