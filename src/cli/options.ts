import type { Option, Positional } from "./command.ts";

export const DIRECTORY: Positional = {
  name: "DIR",
  says: "the repository's directory (default: the current one), or `-` for standard input",
  required: false,
};

export const PLAYBOOK: Positional = {
  name: "FILE",
  says: "a playbook, or `-` for standard input",
  required: true,
  isFile: true,
};

export const TEMPLATE: Option = {
  name: "template",
  value: "TEMPLATE",
  says: "what to copy, of the names that `kubehop playbook list` shows; default: kubernetes-manifests",
};

const LEVELS = ["0", "1", "2", "3", "4"];

export const PLAYBOOK_PATH: Option = {
  name: "path",
  value: "N",
  choices: LEVELS,
  otherwise: "the recommended one",
  says: "the path to take, else the next lower one that can be taken",
};

export const MAX_PATH: Option = {
  name: "max-path",
  value: "N",
  choices: LEVELS,
  otherwise: "4",
  says: "the highest path that may be taken",
};

export const CAPABILITY: Option = {
  name: "capability",
  value: "NAME",
  repeats: true,
  says: "what is here besides programs: `cloud-kubeconfig` (path 3), `hosted` (path 4); may be given several times",
};

export const INPUT: Option = {
  name: "input",
  value: "NAME=VALUE",
  repeats: true,
  says: "a value for an input that the playbook declares; its commands see it as INPUT_NAME; may be given several times",
};

export const EXECUTOR: Option = {
  name: "executor",
  value: "WHERE",
  says: "where the commands run: `local` (default), `kind` (a cluster made for this run), `kind=NAME` (one that is there), `context=NAME` (a cluster of your kubeconfig), `tekton=NAME` (its Tekton), `github[=OWNER/REPO]` (the runners of a repository, without a name that of the remote `origin`)",
};

export const KIND_IMAGE: Option = {
  name: "kind-image",
  value: "IMAGE",
  says: "with `--executor kind`: the node image; without it kind's own",
};

export const KIND_CONFIG: Option = {
  name: "kind-config",
  value: "FILE",
  says: "with `--executor kind`: the configuration of the cluster",
};

export const EXPORT_PATH: Option = {
  ...PLAYBOOK_PATH,
  says: "the path whose variants are exported, or of a step the next lower one it has",
};

export const IMAGE: Option = {
  name: "image",
  value: "IMAGE",
  says: "on Tekton: the container image of the commands: bash, coreutils, grep, sed and the playbook's tools (default: debian:13-slim, which has no others)",
};

export const REPOSITORY: Option = {
  name: "repository",
  value: "URL",
  says: "on Tekton: the repository that the commands run in, fetched with git at --revision; without it the volume has it",
};

export const REVISION: Option = {
  name: "revision",
  value: "COMMIT",
  says: "the commit of --repository (default: its HEAD)",
};

export const REF: Option = {
  name: "ref",
  value: "REF",
  says: "with `--executor github`: the branch, tag or commit to run at (default: the commit that is checked out; of another repository its default branch)",
};

export const REPORT_DIR: Option = {
  name: "report-dir",
  value: "DIR",
  says: "write report.md, report.json, junit.xml, report.html, summary.md and whole outputs there (of several playbooks: DIR/NAME)",
};

export const RESUME: Option = {
  name: "resume",
  value: "FILE",
  says: "the report.json of an earlier run of the same document: do not run the steps again that it began with and that passed",
};

export const PARALLEL: Option = {
  name: "parallel",
  value: "N",
  says: "how many of several playbooks may run at the same time (default 1)",
};

export const TO: Option = {
  name: "to",
  value: "VERSION",
  says: "the target, `1.36` (its newest known patch) or `1.36.4`; default: the next minor",
};

export const TARGET: Option = { ...TO, says: "the target that everything is judged for, `1.36` or `1.36.4`" };

export const ASSUME_FROM: Option = {
  name: "assume-from",
  value: "VERSION",
  says: "where the cluster stands, for a repository that does not say it",
};

export const ONLY: Option = {
  name: "only",
  value: "CHECKS",
  says: "only these checks, by their names or groups (docs/reference/findings.md), separated by commas",
};

export const SKIP: Option = {
  name: "skip",
  value: "CHECKS",
  says: "all checks but these",
};

export const BASELINE: Option = {
  name: "baseline",
  value: "FILE",
  says: "do not tell the findings of this file, as --write-baseline wrote it",
};

export const WRITE_BASELINE: Option = {
  name: "write-baseline",
  value: "FILE",
  says: "write all that is found into a baseline, exit 0, and from then on fail on new findings only",
};

export const WRITE: Option = { name: "write", says: "change the files instead of printing the diff" };

export const STRICT: Option = {
  name: "strict",
  says: "exit 1 also where a file could not be read",
};

export const RENDER: Option = {
  name: "render",
  value: "WHEN",
  choices: ["auto", "always", "never"],
  says: "render charts and kustomizations with helm, kustomize or kubectl where they are on PATH: up to 20 of each, all, or none; the others are read as they are",
};

export const STRATEGY: Option = {
  name: "strategy",
  value: "STRATEGY",
  choices: ["fewest-drains", "node-by-node"],
  says: "let kubelets trail as long as the rules allow, or drain every node at every hop",
};

export const CLUSTER: Option = {
  name: "cluster",
  value: "NAME",
  says: "which cluster, where the repository holds several",
};

export const FAIL_ON: Option = {
  name: "fail-on",
  value: "SEVERITY",
  choices: ["blocker", "risk", "notice"],
  says: "exit 1 when a finding is this severe or worse",
};

export const OUTPUT: Option = {
  name: "output",
  value: "PATH",
  says: "write there instead of standard output, `-` (`--format scripts`: a directory)",
};

export const KUBECONFIG: Option = {
  name: "kubeconfig",
  value: "FILE",
  says: "read a live cluster through this kubeconfig instead of a directory (read-only calls)",
};

export const NAMESPACE: Option = {
  name: "namespace",
  value: "NAME",
  says: "only what lies in it, and nodes and volumes; may be given several times",
  repeats: true,
};

export const CONTEXT: Option = {
  name: "context",
  value: "NAME",
  says: "the kubeconfig's context; alone it uses $KUBECONFIG or ~/.kube/config",
};

/** `--format` with the formats that a command can print; the first is the default. */
export function formatOption(...choices: readonly string[]): Option {
  return { name: "format", value: "FORMAT", choices, says: "what to print" };
}

/** Where a cluster is read from: these go with every command that needs one. */
export const CLUSTER_SOURCE: readonly Option[] = [CLUSTER, KUBECONFIG, CONTEXT];
