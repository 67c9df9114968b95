import flagFile from "../../data/component-flags.json" with { type: "json" };
import { minorDistance } from "./version.ts";

export type FlagComponent =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kubelet"
  | "kube-proxy";

/** What a component of one minor does with a command-line flag. */
export interface FlagStatus {
  /**
   * `removed` and `not-yet`: the component exits on the flag; `unknown`: no minor that was scanned had the
   * flag, or the minor itself was not scanned.
   */
  readonly status: "known" | "deprecated" | "removed" | "not-yet" | "unknown";
  readonly firstSeen?: string;
  readonly deprecatedFrom?: string;
  /** First minor without the flag. */
  readonly removedIn?: string;
}

interface FlagRow {
  readonly flag: string;
  readonly firstSeen: string;
  readonly deprecatedFrom?: string;
  readonly deprecationWithdrawnIn?: string;
  readonly removedIn: string | null;
}

const COMPONENTS: Readonly<Record<FlagComponent, readonly FlagRow[]>> = flagFile.components;
const indexes = new Map<FlagComponent, ReadonlyMap<string, FlagRow>>();

/**
 * What a component of a minor does with a flag (`--feature-gates`, `feature-gates=X=true`, underscores as
 * the components take them). Source: the option packages of each minor's `.0` release.
 *
 * @throws KubehopError `invalid-version`
 */
export function flagStatus(component: FlagComponent, flag: string, minor: string): FlagStatus {
  const row = indexOf(component).get(flagName(flag));
  if (row === undefined || !isScanned(minor)) return { status: "unknown" };
  return {
    status: statusOf(row, minor),
    firstSeen: row.firstSeen,
    ...(row.deprecatedFrom === undefined ? {} : { deprecatedFrom: row.deprecatedFrom }),
    ...(row.removedIn === null ? {} : { removedIn: row.removedIn }),
  };
}

function statusOf(row: FlagRow, minor: string): FlagStatus["status"] {
  if (row.removedIn !== null && isAtLeast(minor, row.removedIn)) return "removed";
  if (!isAtLeast(minor, row.firstSeen)) return "not-yet";
  const withdrawn = row.deprecationWithdrawnIn !== undefined && isAtLeast(minor, row.deprecationWithdrawnIn);
  const deprecated = row.deprecatedFrom !== undefined && isAtLeast(minor, row.deprecatedFrom);
  return deprecated && !withdrawn ? "deprecated" : "known";
}

function isAtLeast(minor: string, bound: string): boolean {
  return minorDistance(minor, bound) >= 0;
}

function isScanned(minor: string): boolean {
  return flagFile.minorsScanned.some((scanned) => minorDistance(scanned, minor) === 0);
}

function flagName(flag: string): string {
  const [name = ""] = flag.replace(/^--?/, "").split("=", 1);
  return name.replaceAll("_", "-");
}

function indexOf(component: FlagComponent): ReadonlyMap<string, FlagRow> {
  const built = indexes.get(component);
  if (built !== undefined) return built;
  const index = new Map(COMPONENTS[component].map((row) => [row.flag, row]));
  indexes.set(component, index);
  return index;
}
