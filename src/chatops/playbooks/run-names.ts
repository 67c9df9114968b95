/** Names by which a run of a playbook is known on GitHub. */

/** Name of its check run. */
export function checkNameOf(playbook: string): string {
  return `Kubehop playbook: ${playbook}`;
}

/** `external_id` of its check run: each attempt of the workflow run has its own, since none is opened again. */
export function checkIdOf(run: string, attempt = 1): string {
  return attempt === 1 ? `playbook:${run}` : `playbook:${run}:${attempt}`;
}

/** Reads such an `external_id` back; undefined for any other. */
export function runOfCheckId(text: string): string | undefined {
  return /^playbook:([\w.-]{1,64})(?::\d{1,6})?$/.exec(text)?.[1];
}

/** The artifact that holds nothing but the run's `report.json`. */
export function reportArtifactOf(run: string): string {
  return `kubehop-playbook-${run}-report`;
}

/** What the title of a workflow run says of a run that a comment asked for. */
export interface TitledRun {
  readonly pull: number;
  readonly run: string;
}

/** @param title as docs/playbooks-on-github.md gives it: `playbooks/shop.yaml on #7 (kubehop-123)` */
export function runOfTitle(title: string): TitledRun | undefined {
  const [, pull, run] = /(?:^|\s)#([1-9]\d{0,8}) \((kubehop-\d{1,19})\)$/.exec(title) ?? [];
  return pull === undefined || run === undefined ? undefined : { pull: Number(pull), run };
}

/** @param name of the job that runs it: `playbook / run playbooks/shop.yaml at SHA for #7 (kubehop-123)` */
export function runOfJobName(name: string): (TitledRun & { readonly headSha: string }) | undefined {
  const [, headSha] = / at ([0-9a-f]{40}|[0-9a-f]{64}) for #\d+ \(\S+\)$/.exec(name) ?? [];
  const run = runOfTitle(name);
  return run === undefined || headSha === undefined ? undefined : { ...run, headSha };
}
