import { written } from "./cluster-object.ts";
import { at, listAt, textAt } from "./fields.ts";
import { statusLine } from "./judgement.ts";
import { kubectlIn } from "./kubectl.ts";
import type { RawObject, Situation } from "./situation.ts";

/** What stands behind a webhook. */
interface Backend {
  /** Why it cannot answer, where the objects show it. */
  readonly broken?: string;
  readonly evidence: readonly string[];
  readonly next: string;
}

/** The Service behind a webhook of that name; undefined where no configuration of it was read, or it names a URL. */
export function webhookBackend(webhook: string, situation: Situation): Backend | undefined {
  const found = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]
    .flatMap((kind) => situation.ofKind(kind))
    .flatMap((configuration) =>
      listAt(configuration.raw, "webhooks")
        .filter((one) => textAt(one, "name") === webhook)
        .map((one) => ({ configuration, service: at(one, "clientConfig", "service") })),
    )[0];
  const namespace = textAt(found?.service, "namespace");
  const name = textAt(found?.service, "name");
  if (found === undefined || namespace === undefined || name === undefined) return undefined;
  const service = { kind: "Service", namespace, name };
  const broken = brokenBecause(service, situation);
  return {
    ...(broken === undefined ? {} : { broken }),
    evidence: [
      statusLine(
        found.configuration,
        `webhook ${webhook} is answered by ${written(service)}${broken === undefined ? "" : `; ${broken}`}`,
      ),
    ],
    next: kubectlIn(service, "get", "services,endpointslices,pods", "-o", "wide"),
  };
}

function brokenBecause(
  service: { readonly kind: string; readonly namespace: string; readonly name: string },
  situation: Situation,
): string | undefined {
  const { knows, find, ofKind } = situation;
  if (knows("Service", service.namespace) && find(service) === undefined)
    return `${written(service)} does not exist`;
  if (!knows("EndpointSlice", service.namespace)) return undefined;
  const slices = ofKind("EndpointSlice").filter(
    (slice) =>
      slice.namespace === service.namespace &&
      textAt(slice.raw, "metadata", "labels", "kubernetes.io/service-name") === service.name,
  );
  return slices.some(hasReadyEndpoint) ? undefined : `${written(service)} has no ready endpoints`;
}

function hasReadyEndpoint({ raw }: RawObject): boolean {
  return listAt(raw, "endpoints").some((endpoint) => at(endpoint, "conditions", "ready") !== false);
}
