import { quotedText } from "../kubernetes/quoted-text.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type { SourceValue } from "../source/value.ts";
import { type InspectionFinding, inspectionFinding } from "./inspection-finding.ts";
import type { VersionReading } from "./reader.ts";

/** A version that was read, or the finding that says why it could not be; both are missing where nothing stands. */
export interface VersionAnswer {
  readonly reading?: VersionReading;
  readonly findings: readonly Finding[];
}

/** `${VAR}`, `$VAR`, `$(VAR)`, `{{ var }}`, `{% … %}`, `<%= … %>`: a text that something else fills in later. */
const PLACEHOLDER = /\$\{|\$\(|^\$\w|\{\{|\{%|<%/;
/** What kubeadm resolves over the network at the moment it runs (cmd/kubeadm/app/util/version.go). */
const LABEL = /^(?:(?:ci|ci-cross|release)\/.*|(?:k8s-)?(?:master|stable|latest)(?:-\d+(?:\.\d+)?)?)$/;

/** Whether a text waits for something else to fill it in (`${VERSION:=v1.30.0}`, `{{ kube_version }}`). */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/**
 * Reads the version that stands in `value`, from the scalar as it is written: an unquoted `1.30` is minor 30.
 * Placeholders, kubeadm's labels (`stable-1.30`) and anything else are no version and become a finding.
 */
export function readVersion(value: SourceValue | undefined): VersionAnswer {
  if (value === undefined) return { findings: [] };
  if (value.kind !== "scalar") return { findings: [refused(value.origin(), `a ${value.kind}`)] };
  return value.text() === undefined ? { findings: [] } : readVersionAt(value.origin());
}

/** {@link readVersion} for a version that does not stand in YAML: in an inventory, in Terraform. */
export function readVersionAt(origin: Origin): VersionAnswer {
  const text = origin.value.trim();
  if (isPlaceholder(text)) return { findings: [unresolvedVersion(origin, text)] };
  if (LABEL.test(text)) return { findings: [versionLabel(origin, text)] };
  if (tryParseVersion(text) === undefined) return { findings: [refused(origin, quotedText(text))] };
  return { reading: { version: withoutPrefix(text), origin }, findings: [] };
}

/** `v1.34.6` → `1.34.6`. */
export function withoutPrefix(version: string): string {
  return version.startsWith("v") ? version.slice(1) : version;
}

function unresolvedVersion(origin: Origin, text: string): Finding {
  return openVersion(origin, {
    id: "unresolved-version",
    title: "A version is a placeholder",
    why: `${origin.field} is ${quotedText(text)}: something else fills it in${defaultIn(text)}, so the version cannot be read from the file.`,
    fix: "Give Kubehop the rendered file, or name the place where the version is kept with versionFrom in .github/kubehop.yml.",
  });
}

/** `v1.30.0` of `${VERSION:=v1.30.0}` and `{{ version | default("v1.30.0") }}`: what counts where nothing is given. */
function defaultIn(text: string): string {
  const fallback =
    /^\$\{\w+:?[-=]([^}]+)\}$/.exec(text)?.[1] ?? /\|\s*default\(\s*['"]([^'"]+)['"]/.exec(text)?.[1];
  return fallback === undefined ? "" : ` (${quotedText(fallback)} where it is given nothing)`;
}

function versionLabel(origin: Origin, text: string): Finding {
  return openVersion(origin, {
    id: "version-label",
    title: "A version is a label",
    why: `${origin.field} is ${quotedText(text)}: kubeadm asks the network what that means at the moment it runs, so it names no version.`,
    fix: "Write the version itself, such as v1.34.6, or give Kubehop a snapshot: kubectl get nodes -o json.",
    sources: ["kubernetes cmd/kubeadm/app/util/version.go"],
  });
}

function refused(origin: Origin, read: string): Finding {
  return openVersion(origin, {
    id: "unreadable-version",
    title: "A version cannot be read",
    why: `${origin.field} is ${read}; a version such as v1.34.6 was expected.`,
    fix: "Write a full Kubernetes version, such as v1.34.6.",
  });
}

/** A place that ought to hold a version and leaves it open. */
function openVersion(
  { path, line, column }: Origin,
  said: Pick<InspectionFinding, "id" | "title" | "why" | "fix" | "sources">,
): Finding {
  return inspectionFinding({
    severity: "risk",
    certainty: "unknown",
    places: [{ path, line, column }],
    ...said,
  });
}
