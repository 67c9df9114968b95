import { KubehopError } from "../source/kubehop-error.ts";
import { comparePrereleases } from "./prerelease-order.ts";
import { quotedText } from "./quoted-text.ts";

/** A Kubernetes version as it was read; `patch` is missing where only a minor was named (`1.36`). */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch?: number;
  /** `alpha.0`, `beta.1`, `rc.1`: the project's own pre-release, without the dash. */
  readonly prerelease?: string;
  /** What a distribution added: `k3s1`, `rke2r1`, `eks-abc123`, `gke.100`. It never counts in comparisons. */
  readonly vendor?: string;
  /** The text as read. */
  readonly text: string;
}

/** Longer texts are no versions; real ones, with every vendor's suffix, stay below a third of this. */
const LONGEST_VERSION = 128;
const NUMBER = "0|[1-9]\\d{0,5}";
const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const SHAPE = new RegExp(
  `^v?(?<major>${NUMBER})\\.(?<minor>${NUMBER})` +
    `(?:\\.(?<patch>${NUMBER})(?:-(?<suffix>(?=[A-Za-z])${IDENTIFIERS}))?(?:\\+(?<build>${IDENTIFIERS}))?)?$`,
);
/** `alpha`, `beta` and `rc` with numbers behind them, and nothing that only begins like them (`rchost-1`). */
const PRERELEASE = /^(?:alpha|beta|rc)\.?(?:0|[1-9]\d*)?(?:\.(?:0|[1-9]\d*))*$/;

/**
 * Reads a Kubernetes version: `1.29`, `v1.29.3`, `1.30.0-rc.1`, `v1.29.3+k3s1`, `v1.30.2-eks-abc123`.
 * Nothing else is a version: no ranges, no labels (`stable-1.30`), no wildcards, no blanks, and no major
 * other than 1, because Kubernetes never had one and every rule compares minors.
 *
 * @throws KubehopError `invalid-version`
 */
export function parseVersion(text: string): Version {
  const version = tryParseVersion(text);
  if (version !== undefined) return version;
  throw new KubehopError({
    code: "invalid-version",
    message: `${readable(text)} is no Kubernetes version; expected 1.MINOR or 1.MINOR.PATCH with an optional suffix, such as 1.36, v1.36.2, 1.37.0-rc.1 or v1.36.2+k3s1.`,
    remedy:
      "Name the minor or the full version. In YAML put it in quotes: an unquoted 1.30 is the number 1.3.",
  });
}

/** {@link parseVersion} for texts that may well be something else: undefined instead of an error. */
export function tryParseVersion(text: string): Version | undefined {
  if (typeof text !== "string" || text.length > LONGEST_VERSION) return undefined;
  const known = recent.get(text);
  if (known !== undefined) return known;
  const version = readVersionText(text);
  if (version === undefined) return undefined;
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(text, version);
  return version;
}

/** Thousands of nodes have a handful of versions, and each is asked for many times. */
const recent = new Map<string, Version>();
const MOST_RECENT = 1000;

function readVersionText(text: string): Version | undefined {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined || parts.major !== "1") return undefined;
  const { patch, suffix, build } = parts;
  const isPrerelease = suffix !== undefined && PRERELEASE.test(suffix);
  const vendor = [isPrerelease ? undefined : suffix, build].filter((part) => part !== undefined).join("+");
  return {
    major: 1,
    minor: Number(parts.minor),
    ...(patch === undefined ? {} : { patch: Number(patch) }),
    ...(isPrerelease ? { prerelease: suffix } : {}),
    ...(vendor === "" ? {} : { vendor }),
    text,
  };
}

/** The version without a leading `v`, with its patch and suffix as far as they were read: `1.29.3+k3s1`. */
export function formatVersion(version: Version): string {
  return version.text.startsWith("v") ? version.text.slice(1) : version.text;
}

/**
 * The minor that a version belongs to: `1.34` for `v1.34.6-gke.100`.
 *
 * @throws KubehopError `invalid-version` where a text is no version
 */
export function minorOf(version: Version | string): string {
  const { major, minor } = asVersion(version);
  return `${major}.${minor}`;
}

/**
 * How many minors `left` is newer than `right`; negative where it is older.
 *
 * @throws KubehopError `invalid-version` where a text is no version
 */
export function minorDistance(left: Version | string, right: Version | string): number {
  return asVersion(left).minor - asVersion(right).minor;
}

/**
 * Orders versions, oldest first, as semantic versioning does: a pre-release stands before its release, a
 * vendor's suffix counts for nothing, and a missing patch is taken for 0.
 *
 * @returns negative, 0 or positive
 * @throws KubehopError `invalid-version` where a text is no version
 */
export function compareVersions(left: Version | string, right: Version | string): number {
  const [one, other] = [asVersion(left), asVersion(right)];
  return (
    one.minor - other.minor ||
    (one.patch ?? 0) - (other.patch ?? 0) ||
    comparePrereleases(one.prerelease, other.prerelease)
  );
}

/** Whether `left` is older than `right` as far as both are known: of one minor, only where both name a patch. */
export function liesBelow(left: Version, right: Version): boolean {
  const minors = minorDistance(left, right);
  const bothPatched = left.patch !== undefined && right.patch !== undefined;
  return minors < 0 || (minors === 0 && bothPatched && compareVersions(left, right) < 0);
}

function asVersion(version: Version | string): Version {
  return typeof version === "object" ? version : parseVersion(version);
}

function readable(text: unknown): string {
  if (typeof text === "number" || typeof text === "boolean") return `The ${typeof text} ${text}`;
  if (typeof text !== "string") return text === null || text === undefined ? String(text) : "An object";
  return text === "" ? "An empty text" : quotedText(text);
}
