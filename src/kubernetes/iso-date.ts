import { KubehopError } from "../source/kubehop-error.ts";
import { quotedText } from "./quoted-text.ts";

const DAY = 86_400_000;
const SHAPE = /^\d{4}-\d{2}-\d{2}(?=$|T)/;

/**
 * The day of an ISO date or timestamp (`2026-11-24`, `2026-11-24T08:00:00Z`) as `2026-11-24`.
 *
 * @throws KubehopError `invalid-date`
 */
export function isoDay(date: string): string {
  const day = SHAPE.exec(date)?.[0];
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (day !== undefined && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)) return day;
  throw new KubehopError({
    code: "invalid-date",
    message: `${quotedText(date)} is no date; expected an ISO date such as 2026-11-24.`,
    remedy: "Give the day as YYYY-MM-DD.",
  });
}

/**
 * Whole days from `earlier` to `later`, both ISO dates; negative where they stand the other way round.
 *
 * @throws KubehopError `invalid-date`
 */
export function daysBetween(earlier: string, later: string): number {
  return (Date.parse(isoDay(later)) - Date.parse(isoDay(earlier))) / DAY;
}
