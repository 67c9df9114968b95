import { isoDay } from "./iso-date.ts";
import { bundledReleases, type Release, release, releases } from "./releases.ts";
import { minorOf, tryParseVersion, type Version } from "./version.ts";

/** Where a minor stands in its life on a given day; dates are ISO days. */
export interface SupportStatus {
  readonly minor: string;
  readonly state: "supported" | "maintenance" | "end-of-life" | "unknown";
  readonly maintenanceFrom?: string;
  readonly endOfLife?: string;
  readonly newestPatch?: string;
  /** One sentence with the dates. */
  readonly message: string;
}

/**
 * Whether a version's minor is supported on `today` (an ISO date), by the given facts. Maintenance mode and the end of life
 * begin on their day. Minors that the facts do not cover, and texts that are no version, are `unknown`.
 *
 * @throws KubehopError `invalid-date`
 */
export function supportStatus(
  version: Version | string,
  today: string,
  facts = bundledReleases,
): SupportStatus {
  const day = isoDay(today);
  const read = typeof version === "string" ? tryParseVersion(version) : version;
  if (read === undefined)
    return {
      minor: "unknown",
      state: "unknown",
      message: "The running version is not known, so neither is its support.",
    };
  const [minor, known] = [minorOf(read), release(read, facts)];
  if (known === undefined) {
    return {
      minor,
      state: "unknown",
      message: `Kubernetes ${minor} is not among the releases known on ${facts.asOf}.`,
    };
  }
  const { maintenanceModeFrom, endOfLife, newestPatch } = known;
  return {
    minor,
    state: stateOn(day, known),
    ...(maintenanceModeFrom === null ? {} : { maintenanceFrom: maintenanceModeFrom }),
    endOfLife,
    newestPatch,
    message: sentence(day, known),
  };
}

/**
 * The oldest minor that still gets fixes on `today` (an ISO date); the newest known where none does.
 *
 * @throws KubehopError `invalid-date`
 */
export function oldestSupported(today: string): string {
  const day = isoDay(today);
  const living = releases().find(({ gaDate, endOfLife }) => gaDate <= day && day < endOfLife);
  return living?.minor ?? bundledReleases.newestMinor;
}

function stateOn(day: string, { gaDate, maintenanceModeFrom, endOfLife }: Release): SupportStatus["state"] {
  if (day < gaDate) return "unknown";
  if (day >= endOfLife) return "end-of-life";
  return maintenanceModeFrom !== null && day >= maintenanceModeFrom ? "maintenance" : "supported";
}

function sentence(day: string, known: Release): string {
  const { minor, gaDate, maintenanceModeFrom, endOfLife } = known;
  const state = stateOn(day, known);
  if (state === "unknown") {
    return `Kubernetes ${minor} was released on ${gaDate}, after the day asked about (${day}).`;
  }
  if (state === "end-of-life") {
    return `Kubernetes ${minor} reached its end of life on ${endOfLife}: it gets no security fixes any more.`;
  }
  if (maintenanceModeFrom === null) return `Kubernetes ${minor} is supported until ${endOfLife}.`;
  return state === "maintenance"
    ? `Kubernetes ${minor} is in maintenance mode since ${maintenanceModeFrom} and reaches its end of life on ${endOfLife}.`
    : `Kubernetes ${minor} is supported; maintenance mode begins on ${maintenanceModeFrom}, end of life is ${endOfLife}.`;
}
