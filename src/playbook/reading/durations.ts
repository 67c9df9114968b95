const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** What a command may take where its variant does not say it: two minutes. */
export const DEFAULT_TIMEOUT_MILLISECONDS = 120_000;
/** One week; the clocks of Node.js end at 24 days. */
export const LONGEST_TIMEOUT_MILLISECONDS = 168 * 3_600_000;

/** `500ms`, `30s`, `5m`, `1h` in milliseconds; undefined for any other text. */
export function durationMilliseconds(text: string): number | undefined {
  const [, number, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  return number === undefined || unit === undefined ? undefined : Number(number) * (UNITS[unit] ?? 0);
}
