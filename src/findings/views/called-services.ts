import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import { type AuthorityBundle, isBundleInjected, readAuthorityBundle } from "./authority-bundle.ts";
import { placeOf } from "./place-of.ts";
import { readServiceReference, type ServiceReference } from "./service-reference.ts";

/** A Service that API servers need in order to answer: of a conversion webhook or an aggregated API. */
export interface CalledService {
  readonly role: "conversion" | "aggregated-api";
  /** Name of the CustomResourceDefinition or APIService. */
  readonly name: string;
  readonly place: Place;
  readonly service: ServiceReference;
  readonly authority: AuthorityBundle;
  readonly isInjected: boolean;
}

export const calledServices: ManifestView<CalledService> = {
  kind: "manifests",
  name: "called-services",
  inSamples: false,
  mentions: (word) => word === "CustomResourceDefinition" || word === "APIService",
  read: (manifest) => [...conversionOf(manifest), ...aggregationOf(manifest)],
};

function conversionOf(manifest: Manifest): readonly CalledService[] {
  const { kind, apiVersion, value } = manifest;
  if (kind !== "CustomResourceDefinition" || !apiVersion.startsWith("apiextensions.k8s.io/")) return [];
  const conversion = value?.get("spec", "conversion");
  if (value === undefined || conversion?.textAt("strategy") !== "Webhook") return [];
  // v1 nests it in `webhook`, v1beta1 does not.
  const client = conversion.get("webhook", "clientConfig") ?? conversion.get("webhookClientConfig");
  const service = readServiceReference(client?.get("service"));
  if (service === undefined) return [];
  return [
    {
      role: "conversion",
      name: detached(manifest.name ?? ""),
      place: placeOf(manifest, conversion.position()),
      service,
      authority: readAuthorityBundle(client?.get("caBundle")),
      isInjected: isBundleInjected(value),
    },
  ];
}

function aggregationOf(manifest: Manifest): readonly CalledService[] {
  const { kind, apiVersion, value } = manifest;
  if (kind !== "APIService" || !apiVersion.startsWith("apiregistration.k8s.io/")) return [];
  const service = readServiceReference(value?.get("spec", "service"));
  if (value === undefined || service === undefined) return [];
  const isUnverified = value.get("spec", "insecureSkipTLSVerify")?.boolean() ?? false;
  return [
    {
      role: "aggregated-api",
      name: detached(manifest.name ?? ""),
      place: placeOf(manifest),
      service,
      authority: readAuthorityBundle(value.get("spec", "caBundle")),
      isInjected: isUnverified || isBundleInjected(value),
    },
  ];
}
