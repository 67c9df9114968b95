import { configApiStatus } from "../kubernetes/kubeadm-config-api.ts";
import type { SourceValue } from "../source/value.ts";
import { argumentList } from "./argument-list.ts";
import { readingOf } from "./file-reading.ts";
import type { FixAnswer, Fixer, FixRequest, ValueChange } from "./fixer.ts";
import type { Splice } from "./splice.ts";
import { asValue, behindKey } from "./written-version.ts";

const [OLD, NEW] = ["kubeadm.k8s.io/v1beta3", "kubeadm.k8s.io/v1beta4"];

/** Where a document of v1beta3 has arguments as a mapping, which v1beta4 has as a list of names and values. */
const ARGUMENTS: readonly (readonly string[])[] = [
  ["apiServer", "extraArgs"],
  ["controllerManager", "extraArgs"],
  ["scheduler", "extraArgs"],
  ["etcd", "local", "extraArgs"],
  ["nodeRegistration", "kubeletExtraArgs"],
];
/** What moves elsewhere in v1beta4: a person, or kubeadm config migrate, has to say where. */
const MOVED: readonly (readonly string[])[] = [
  ["apiServer", "timeoutForControlPlane"],
  ["discovery", "timeout"],
];

/** kubeadm's own check and the check of APIs both tell it. */
const IDS: ReadonlySet<string> = new Set([
  "kubeadm-config-deprecated",
  "kubeadm-config-rejected",
  "deprecated-api",
  "removed-api",
]);
const READS: ReadonlySet<string> = new Set(["preferred", "readable"]);

/** Moves a kubeadm document from v1beta3 to v1beta4, where arguments are all that changes. */
export const kubeadmArguments: Fixer = {
  knows: ({ id }, { object }) => IDS.has(id) && object?.apiVersion.startsWith("kubeadm.k8s.io/") !== false,
  causeOf: () => OLD,
  isStepwise: false,
  fix: (request) => {
    const root = documentAt(request);
    if (root === undefined)
      return { reason: "it is a template, whose rendered text kubeadm config migrate can move" };
    if (root.textAt("apiVersion") !== OLD)
      return { reason: "only v1beta3 is mechanical: run kubeadm config migrate" };
    const obstacle = tooOld(request) ?? moved(root);
    return obstacle === undefined ? converted(root, request) : { reason: obstacle };
  },
  isMeant: (_, change) => isConversion(change),
  bondOf: ({ file }) => ({ role: "part", of: `kubeadm ${file.path}` }),
};

function documentAt({ file, place }: FixRequest): SourceValue | undefined {
  const isAt = (root: SourceValue) =>
    root.get("apiVersion")?.position().line === place.line ||
    root.keyPosition("apiVersion")?.line === place.line;
  return readingOf(file).documents.documents.find(({ root }) => isAt(root))?.root;
}

function tooOld({ versions }: FixRequest): string | undefined {
  if (versions.length === 0)
    return `nobody knows whether kubeadm reads ${NEW} already: say where it stands with --assume-from`;
  const refusing = versions.find((version) => !READS.has(configApiStatus(NEW, version).status));
  return refusing === undefined
    ? undefined
    : `kubeadm ${refusing} does not read ${NEW} yet: mend it once kubeadm has moved`;
}

function moved(root: SourceValue): string | undefined {
  const path = MOVED.find((one) => root.get(...one) !== undefined);
  return path === undefined ? undefined : `${path.join(".")} moves in v1beta4: run kubeadm config migrate`;
}

function converted(root: SourceValue, request: FixRequest): FixAnswer {
  const splices: Splice[] = [];
  for (const path of ARGUMENTS) {
    const given = root.get(...path.slice(0, -1));
    const key = path.at(-1) ?? "";
    if (given?.get(key) === undefined || given.get(key)?.kind === "sequence") continue;
    const listed = argumentList(request.file.text, given, key);
    if ("problem" in listed) return { reason: `${path.join(".")}: ${listed.problem}` };
    splices.push(...listed.splices);
  }
  const version = behindKey(OLD, request) ?? asValue(OLD, request);
  if (version === undefined) return { reason: "the line does not name the version as it stands" };
  return { splices: [{ ...version, to: NEW }, ...splices] };
}

function isConversion({ path, before, after }: ValueChange): boolean {
  if (path.length === 2 && path[1] === "apiVersion") return before === OLD && after === NEW;
  const isSpot = ARGUMENTS.some((spot) => spot.join(" ") === path.slice(1).join(" "));
  if (!isSpot || typeof before !== "object" || before === null) return false;
  const listed = Object.entries(before).map(([name, value]: [string, unknown]) => ({ name, value }));
  return JSON.stringify(listed) === JSON.stringify(after);
}
