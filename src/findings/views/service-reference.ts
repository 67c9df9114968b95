import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";

/** The Service that an API server asks on behalf of a webhook or an aggregated API. */
export interface ServiceReference {
  readonly name: string;
  readonly namespace: string;
}

/** Reads `service: { name, namespace }`; undefined where there is none (a URL). */
export function readServiceReference(service: SourceValue | undefined): ServiceReference | undefined {
  const name = service?.textAt("name");
  if (service === undefined || name === undefined) return undefined;
  return { name: detached(name), namespace: detached(service.textAt("namespace") ?? "default") };
}
