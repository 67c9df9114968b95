import type { ApiFacts } from "../kubernetes/api-facts.ts";
import { migratedResources } from "../kubernetes/migrated-resources.ts";
import type { Get } from "./api-server.ts";
import { listPages } from "./list-pages.ts";

/** An object with nothing but its name and in which versions it was written. */
interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly managedFields: readonly { readonly manager?: string; readonly apiVersion?: string }[];
  };
}

/** What the components of a cluster write themselves, in numbers; a newer component writes the newer version. */
const OWN: ReadonlySet<string> = new Set(
  "leases events endpointslices csinodes csistoragecapacities volumeattachments certificatesigningrequests tokenreviews localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews selfsubjectreviews".split(
    " ",
  ),
);
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The resources whose objects may have been written in a version that goes away, for the minor that runs. */
export async function writtenResources(get: Get): Promise<readonly ApiFacts[]> {
  const { minor } = ((await get("/version")) ?? {}) as { readonly minor?: unknown };
  const number = /^\d+/.exec(typeof minor === "string" ? minor : "")?.[0];
  if (number === undefined) return [];
  return migratedResources(`1.${number}`).filter(
    ({ resource }) => resource !== undefined && !OWN.has(resource),
  );
}

/** The objects of one resource that somebody wrote in another version than the one that is shown. */
export async function writtenObjects(get: Get, api: ApiFacts): Promise<readonly WrittenObject[]> {
  const items = (await listPages(get, `/apis/${api.apiVersion}/${api.resource ?? ""}`)) ?? [];
  return items.flatMap((item) => {
    const written = writtenObject(item, api);
    const { annotations, managedFields } = written.metadata;
    const isOther = managedFields.some(({ apiVersion }) => apiVersion !== api.apiVersion);
    return annotations !== undefined || isOther ? [written] : [];
  });
}

function writtenObject(item: object, { apiVersion, kind }: ApiFacts): WrittenObject {
  const { metadata = {} } = item as { readonly metadata?: Partial<WrittenObject["metadata"]> };
  const { name, namespace, annotations, managedFields = [] } = metadata;
  const applied = annotations?.[APPLIED];
  return {
    apiVersion,
    kind,
    metadata: {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(applied === undefined ? {} : { annotations: { [APPLIED]: applied.slice(0, LONGEST_APPLIED) } }),
      managedFields: managedFields.map(({ manager = "", apiVersion: written = "" }) => ({
        manager,
        apiVersion: written,
      })),
    },
  };
}

/** The version stands at its beginning; the rest of the object is not needed. */
const LONGEST_APPLIED = 200;
