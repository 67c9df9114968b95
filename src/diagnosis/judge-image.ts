import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe, kubectl, kubectlIn } from "./kubectl.ts";
import type { Container, Pod } from "./pod.ts";
import { containerRoot } from "./pod-roots.ts";
import type { Situation } from "./situation.ts";
import { tlsFailure } from "./tls-failure.ts";

/** What the kubelet says of a container whose image it does not have. */
const REASONS =
  /^(?:ErrImagePull|ImagePullBackOff|ImageInspectError|RegistryUnavailable|SignatureValidationFailed|InvalidImageName|ErrImageNeverPull)$/;

/** A container that waits for its image; undefined for one that waits for something else. */
export function judgeImage(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const { state, image } = container;
  if (state.is !== "waiting" || !REASONS.test(state.reason)) return undefined;
  const events = situation.eventsOf(pod).filter(({ container: about }) => about === container.name);
  const failed = events.findLast(
    ({ reason, message }) => reason === "Failed" && /pull/i.test(message) && !message.startsWith("Error: "),
  );
  const inspected = events.findLast(({ reason }) => reason === "InspectFailed");
  const isBackOff = /^Back-off pulling image "[^"]*"\.?$/.test(state.message) || state.message === "";
  const said = isBackOff ? (failed?.message ?? "") : state.message;
  const { class: found, cause, root } = imageProblem(state.reason, image, said || (inspected?.message ?? ""));
  const telling = failed ?? inspected;
  return {
    class: found,
    subject: pod,
    root: root ?? `${containerRoot(pod, container)} ${image}`,
    cause: `${cause}.`,
    evidence: [
      statusLine(
        pod,
        `container ${container.name} waiting, ${state.reason}${state.message === "" ? "" : `: ${state.message}`}`,
      ),
      ...(telling === undefined ? [] : [eventLine(telling)]),
    ],
    next: nextFor(found, pod),
  };
}

interface ImageProblem {
  readonly class: DiagnosisClass;
  readonly cause: string;
  /** What several images have in common: their registry. */
  readonly root?: string;
}

function imageProblem(reason: string, image: string, said: string): ImageProblem {
  if (reason === "InvalidImageName") {
    return {
      class: "invalid-image-name",
      cause: `${JSON.stringify(image)} is no image name${behind(why(said))}`,
    };
  }
  if (reason === "ErrImageNeverPull") {
    return {
      class: "image-never-pull",
      cause: `Image ${image} is not on the node, and imagePullPolicy Never forbids to pull it`,
    };
  }
  const tls = tlsFailure(said);
  const registry = registryOf(image);
  if (tls !== undefined) {
    return {
      class: tls.class,
      cause: `The registry ${registry} of image ${image} cannot be reached by TLS: ${tls.says}`,
      root: registry,
    };
  }
  const known = TEXTS.find(({ texts }) => texts.test(said));
  if (known === undefined)
    return { class: "image-pull-failed", cause: `Image ${image} cannot be pulled${behind(why(said))}` };
  const isRegistry = known.of === "registry";
  return {
    class: known.class,
    cause: known.cause(image, registry, said),
    ...(isRegistry ? { root: registry } : {}),
  };
}

/** The texts of containerd, CRI-O, dockershim and registries, in the order in which they are asked. */
const TEXTS: readonly {
  readonly class: DiagnosisClass;
  readonly texts: RegExp;
  readonly of: "image" | "registry";
  readonly cause: (image: string, registry: string, said: string) => string;
}[] = [
  {
    class: "image-wrong-architecture",
    texts:
      /no match for platform|no matching manifest for|no image found in (?:manifest list|image index) for architecture|does not match the specified platform|image operating system .* cannot be used|exec format error/i,
    of: "image",
    cause: (image) => `Image ${image} is not made for the node's processor type or operating system`,
  },
  {
    class: "image-pull-rate-limited",
    texts: /toomanyrequests|\b429\b|too many requests|pull rate limit/i,
    of: "registry",
    cause: (_, registry) => `The registry ${registry} refuses more pulls for now (rate limit)`,
  },
  {
    class: "image-pull-unauthorised",
    texts:
      /\b40[13] (?:Unauthorized|Forbidden)|pull access denied|unauthorized|authentication required|no basic auth credentials|authorization failed|insufficient_scope|access to the resource is denied|permission .{0,200} denied|\bdenied: |invalid username\/password|access forbidden|status(?: code)?:? 40[13]\b/i,
    of: "image",
    cause: (image, registry) =>
      `The registry ${registry} does not let the node pull image ${image}: its pull secret is missing or wrong, or the image does not exist and the registry does not say so`,
  },
  {
    class: "image-pull-no-such-host",
    texts: /no such host|server misbehaving|name resolution|lookup \S+ on \S+: /i,
    of: "registry",
    cause: (_, registry) => `The name of the registry ${registry} cannot be resolved on the node`,
  },
  {
    class: "image-pull-not-found",
    texts: /not found|\b404\b|manifest unknown|name unknown|does not exist/i,
    of: "image",
    cause: (image) =>
      `Image ${image} does not exist in its registry: its name or tag is wrong, or it was never pushed`,
  },
  {
    class: "image-pull-unreachable",
    texts:
      /connection refused|i\/o timeout|deadline exceeded|no route to host|network is unreachable|connection reset|TLS handshake timeout|proxyconnect|connection timed out|Client\.Timeout|: EOF/i,
    of: "registry",
    cause: (_, registry, said) =>
      `The registry ${registry} cannot be reached from the node${behind(why(said))}`,
  },
];

function nextFor(found: DiagnosisClass, pod: Pod): string {
  if (found === "image-wrong-architecture") {
    return kubectl("get", "nodes", "-L", "kubernetes.io/arch,kubernetes.io/os");
  }
  if (found !== "image-pull-unauthorised") return describe(pod);
  const secrets = "jsonpath={.spec.imagePullSecrets} {.spec.serviceAccountName}";
  return kubectlIn(pod, "get", `pod/${pod.name}`, "-o", secrets);
}

/** As container runtimes take an image's name apart: a first part with a dot or a colon is the registry. */
function registryOf(image: string): string {
  const [first = "", rest] = image.split("/", 2);
  const isHost = rest !== undefined && (first.includes(".") || first.includes(":") || first === "localhost");
  return isHost ? first : "docker.io";
}

/** The innermost cause of a chain of errors, as Go writes them: `a: b: c`. */
function why(said: string): string {
  const parts = said.split(": ");
  return parts.slice(-2).join(": ");
}

function behind(text: string): string {
  return text.trim() === "" ? "" : `: ${quoted(text, 200)}`;
}
