/** Names by which a run of a playbook is known on GitHub. */

/** Name of its check run. */
export function checkNameOf(playbook: string): string {
  return `Kubehop playbook: ${playbook}`;
}

/** `external_id` of its check run: each attempt of the workflow run has its own, since none is opened again. */
export function checkIdOf(run: string, attempt = 1): string {
  return attempt === 1 ? `playbook:${run}` : `playbook:${run}:${attempt}`;
}

/** Whether a check run is that of a playbook, by its `external_id`. */
export function isCheckId(text: string): boolean {
  return /^playbook:[\w.-]{1,64}(?::\d{1,6})?$/.test(text);
}

/** GitHub's number of a workflow run, by the page of the run or of one of its jobs. */
export function workflowRunOfUrl(url: string | null | undefined): number | undefined {
  const [, number] = /\/actions\/runs\/(\d{1,15})(?:\/|$)/.exec(url ?? "") ?? [];
  return number === undefined ? undefined : Number(number);
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
