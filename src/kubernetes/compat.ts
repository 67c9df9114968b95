import compatFile from "../../data/compat.json" with { type: "json" };
import { minorDistance, minorOf } from "./version.ts";

/** What an add-on's own project says about one of its releases. */
export interface CompatRow {
  readonly product: string;
  /** The release line as the project names it: `1.15.x`, `v3.31`, `1.12 LTS`, `release-0.18`. */
  readonly version: string;
  /** Minors by name, or bounds. */
  readonly kubernetes: readonly string[] | CompatBounds;
  readonly meaning: string;
  readonly source: string;
  readonly sourceDate: string;
  readonly note?: string;
}

interface CompatBounds {
  readonly from?: string;
  readonly to?: string;
  /** The add-on's minor is the kubelet's (CRI-O). */
  readonly sameMinor?: boolean;
  readonly step?: string;
}

/** What the add-on's project says about it on one Kubernetes minor, and the row that says it. */
export interface CompatAnswer {
  /** `listed`: named as supported or tested; `not-listed`: its row names other minors; `unknown`: no row. */
  readonly status: "listed" | "not-listed" | "unknown";
  readonly row?: CompatRow;
}

const ROWS = compatFile.rows as readonly CompatRow[];

/**
 * Whether an add-on's release (`v1.15.2`) is listed by its own project for a Kubernetes minor.
 *
 * @throws KubehopError `invalid-version` where `kubernetesMinor` is no version
 */
export function addonCompat(product: string, version: string, kubernetesMinor: string): CompatAnswer {
  const line = lineOf(version);
  const row = compatRows(product).find((candidate) => line !== undefined && isOfLine(candidate, line));
  const covers = row === undefined ? undefined : coversMinor(row, line, minorOf(kubernetesMinor));
  if (row === undefined || covers === undefined) return { status: "unknown" };
  return { status: covers ? "listed" : "not-listed", row };
}

/** The releases of an add-on that its project lists for a Kubernetes minor. */
export function addonReleasesFor(product: string, kubernetesMinor: string): readonly CompatRow[] {
  const minor = minorOf(kubernetesMinor);
  return compatRows(product).filter((row) => coversMinor(row, undefined, minor) === true);
}

/** The rows of an add-on, newest release first as far as its project lists them so. */
function compatRows(product: string): readonly CompatRow[] {
  return ROWS.filter((row) => row.product === product);
}

function isOfLine(row: CompatRow, line: string): boolean {
  return lineOf(row.version) === line || (!Array.isArray(row.kubernetes) && "sameMinor" in row.kubernetes);
}

/** `1.15` of `1.15.x`, `v1.15.2`, `1.12 LTS` and `release-0.18`. */
function lineOf(version: string): string | undefined {
  return /^(?:release-)?v?(\d{1,6}\.\d{1,6})(?:[.\s+-]|$)/.exec(version)?.[1];
}

function coversMinor(
  { kubernetes }: CompatRow,
  line: string | undefined,
  minor: string,
): boolean | undefined {
  if (isList(kubernetes)) return kubernetes.includes(minor);
  if (kubernetes.sameMinor === true) return line === undefined ? undefined : line === minor;
  if (kubernetes.from === undefined) return undefined;
  const upTo = kubernetes.to === undefined || minorDistance(minor, kubernetes.to) <= 0;
  return minorDistance(minor, kubernetes.from) >= 0 && upTo;
}

function isList(kubernetes: readonly string[] | CompatBounds): kubernetes is readonly string[] {
  return Array.isArray(kubernetes);
}
