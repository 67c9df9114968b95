import type { KubehopConfiguration } from "../config/configuration.ts";
import { readConfiguration } from "../config/read-configuration.ts";
import { ignoreComments } from "../findings/views/ignore-comments.ts";
import type { Repository } from "../manifests/repository.ts";
import type { Finding } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { RepositorySnapshot } from "./assessment.ts";
import { type Baseline, emptyBaseline, readBaseline } from "./baseline.ts";
import { configurationFiles, loadFile } from "./read-repository.ts";
import { Suppression } from "./suppression.ts";

/** The suppression of one assessment, and the findings about it. */
export interface SuppressionReading {
  readonly suppression: Suppression;
  /** Entries that are over, and comments without a reason: they suppress nothing, and say so. */
  readonly findings: readonly Finding[];
}

/**
 * Reads what is ignored: entries and the baseline from the base of a pull request, so that a change cannot excuse
 * itself by them; comments from the head, where a reviewer sees them beside the line.
 *
 * @throws KubehopError `invalid-baseline`
 */
export function suppressionOf(request: AssessmentRequest, repository: Repository): SuppressionReading {
  const trusted = request.base ?? request.head;
  const reading = readConfiguration(configurationFiles(trusted));
  const entries = reading.configuration?.ignore ?? [];
  const listed = reading.root?.get("ignore")?.items() ?? [];
  const comments = repository.of(ignoreComments);
  const over = entries.flatMap((entry, index) =>
    isOver(entry, request.today) ? [expired(entry, listed[index]?.place())] : [],
  );
  const bare = comments.filter(({ reason }) => reason === "");
  return {
    suppression: new Suppression({
      ignores: entries.filter((entry) => !isOver(entry, request.today)),
      comments,
      baseline: baselineOf(request, reading.configuration ?? {}, trusted),
    }),
    findings: [...over, ...bare.map((comment) => unreasoned(comment))],
  };
}

type Entry = NonNullable<KubehopConfiguration["ignore"]>[number];

function isOver({ expires }: Entry, today: string): boolean {
  return expires < today.slice(0, "2027-06-30".length);
}

function baselineOf(
  { baseline }: AssessmentRequest,
  configuration: KubehopConfiguration,
  snapshot: RepositorySnapshot,
): Baseline {
  if (baseline !== undefined) return readBaseline(baseline);
  const path = configuration.baseline;
  if (path === undefined) return emptyBaseline;
  const entry = snapshot.files.find((file) => file.path === path);
  const file = entry === undefined ? undefined : loadFile(entry);
  if (file !== undefined && "text" in file) return readBaseline(file);
  throw new KubehopError({
    code: "invalid-baseline",
    message: `The configuration names the baseline ${path}, and there is no such file.`,
    remedy:
      "Write it with `kubehop check --write-baseline FILE`, or take `baseline` out of .github/kubehop.yml.",
  });
}

function expired({ id, reason, expires }: Entry, place: Finding["places"][number] | undefined): Finding {
  return {
    ...ABOUT_IGNORING,
    id: "ignore-expired",
    title: "An ignore entry is over",
    severity: "risk",
    places: place === undefined ? [] : [place],
    why: `The entry that ignores ${id} (${reason}) ended on ${expires}, so its findings are told again.`,
    fix: { text: "Mend the cause, or decide anew: a later day in expires, with a reason that still holds." },
    runbook: "docs/runbooks/ignore-expired.md",
  };
}

function unreasoned({
  path,
  written,
  id,
}: {
  readonly path: string;
  readonly written: number;
  readonly id: string;
}): Finding {
  return {
    ...ABOUT_IGNORING,
    id: "ignore-without-reason",
    title: "An ignore comment gives no reason",
    severity: "notice",
    places: [{ path, line: written, column: 1 }],
    why: `The comment in line ${written} ignores ${id} and gives no reason, so it is not followed.`,
    fix: { text: `Write why: # kubehop-ignore: ${id} the reason in words.` },
    runbook: "docs/runbooks/ignore-without-reason.md",
  };
}

const ABOUT_IGNORING = {
  certainty: "proven",
  appliesTo: { from: null, to: null },
  sources: ["docs/reference/configuration.md: ignore"],
} as const;
