/** Field by field what a cron expression's shortcuts stand for (github.com/robfig/cron, which Velero uses). */
const SHORTCUTS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const NAMES: readonly (readonly string[])[] = [
  [],
  [],
  [],
  "- jan feb mar apr may jun jul aug sep oct nov dec".split(" "),
  "sun mon tue wed thu fri sat".split(" "),
];
const DAY = 24 * 60 * 60 * 1000;
/** Two years hold every gap but those of the 29th of February. */
const DAYS = 2 * 366;

/** The longest time between two runs of a schedule, in hours; undefined for what is no expression, or never runs. */
export function longestGapHours(expression: string): number | undefined {
  const text = expression.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, "");
  const every = /^@every\s+(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:\d{1,6}s)?$/.exec(text);
  if (every !== null) return Number(every[1] ?? 0) + Number(every[2] ?? 0) / 60;
  const fields = (SHORTCUTS[text] ?? text).toLowerCase().split(/\s+/);
  const read = RANGES.map((_, index) => fieldValues(fields[index] ?? "", index));
  if (fields.length !== RANGES.length || read.some((values) => values === undefined)) return undefined;
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = read as (readonly number[])[];
  const runsOn = dayRule({
    days,
    months,
    weekdays,
    isEither: !/^[*?]/.test(fields[2] ?? "") && !/^[*?]/.test(fields[4] ?? ""),
  });
  return longest(
    hours
      .flatMap((hour) => minutes.map((minute) => hour + minute / 60))
      .toSorted((one, other) => one - other),
    runsOn,
  );
}

/** The numbers that a field stands for; undefined where it cannot be read. */
function fieldValues(field: string, index: number): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const range = rangeOf(part, index);
    if (range === undefined) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) {
      values.add(index === 4 && value === 7 ? 0 : value);
    }
  }
  return [...values].toSorted((one, other) => one - other);
}

function rangeOf(part: string, index: number): { from: number; to: number; step: number } | undefined {
  const [, all, low, high, step] = /^(?:([*?])|(\w{1,3})(?:-(\w{1,3}))?)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
  const [first, last] = RANGES[index] ?? [0, 0];
  const from = all === undefined ? numberOf(low, index) : first;
  const open = all !== undefined || (high === undefined && step !== undefined);
  const to = open ? (index === 4 ? 6 : last) : numberOf(high ?? low, index);
  const isInside = from !== undefined && to !== undefined && from >= first && to <= last && from <= to;
  return isInside && step !== "0" ? { from, to, step: Number(step ?? 1) } : undefined;
}

function numberOf(text = "", index: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const named = (NAMES[index] ?? []).indexOf(text);
  return named === -1 || text === "-" ? undefined : named;
}

interface Days {
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** Where both name days, one of them is enough. */
  readonly isEither: boolean;
}

function dayRule({ days, months, weekdays, isEither }: Days): (day: Date) => boolean {
  return (day) => {
    const [inMonth, inWeek] = [days.includes(day.getUTCDate()), weekdays.includes(day.getUTCDay())];
    return months.includes(day.getUTCMonth() + 1) && (isEither ? inMonth || inWeek : inMonth && inWeek);
  };
}

function longest(times: readonly number[], runsOn: (day: Date) => boolean): number | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let gap = times.reduce((most, time, index) => Math.max(most, time - (times[index - 1] ?? time)), 0);
  let before: number | undefined;
  for (let day = 0; day < DAYS; day++) {
    if (!runsOn(new Date(day * DAY))) continue;
    if (before !== undefined) gap = Math.max(gap, (day - before) * 24 + first - last);
    before = day;
  }
  return before === undefined ? undefined : gap;
}
