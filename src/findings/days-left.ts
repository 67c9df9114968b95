const DAY = 24 * 60 * 60 * 1000;

/** Whole days from the beginning of `today` (an ISO date) to an instant; negative where it is over. */
export function daysLeft(instant: string, today: string): number {
  return Math.floor((Date.parse(instant) - Date.parse(today)) / DAY);
}

/** The day of an instant: `2027-11-21`. */
export function dayOf(instant: string): string {
  return instant.slice(0, "2027-11-21".length);
}

/** An upgrade window and what may be late, in days: what ends within it may end in the middle of the upgrade. */
export const MARGIN_DAYS = 30;
