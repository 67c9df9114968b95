import type { Command } from "./command.ts";
import {
  CAPABILITY,
  EXECUTOR,
  EXPORT_PATH,
  formatOption,
  IMAGE,
  INPUT,
  KIND_CONFIG,
  KIND_IMAGE,
  MAX_PATH,
  OUTPUT,
  PARALLEL,
  PLAYBOOK,
  PLAYBOOK_PATH,
  REF,
  REPORT_DIR,
  REPOSITORY,
  RESUME,
  REVISION,
  TEMPLATE,
} from "./options.ts";

/** The commands that read and run playbooks. */
export const PLAYBOOK_COMMANDS: readonly Command[] = [
  {
    name: "playbook lint",
    summary: "whether playbooks are valid, with the place of everything that is wrong or worth a look",
    positional: { ...PLAYBOOK, repeats: true },
    options: [formatOption("text", "json"), OUTPUT],
    examples: [{ line: "kubehop playbook lint playbooks/*.yaml", says: "exits 2 where one is invalid" }],
    load: async () => (await import("./commands/playbook-lint.ts")).runPlaybookLint,
  },
  {
    name: "playbook list",
    summary: "the playbooks of a directory, and those that come with Kubehop",
    positional: {
      name: "DIR",
      says: "the repository's directory (default: the current one)",
      required: false,
    },
    options: [formatOption("text", "json"), OUTPUT],
    examples: [{ line: "kubehop playbook list", says: "with their paths" }],
    load: async () => (await import("./commands/playbook-list.ts")).runPlaybookList,
  },
  {
    name: "playbook new",
    summary: "a new playbook, copied from one that comes with Kubehop",
    positional: {
      name: "NAME",
      says: "its name: lower-case letters, digits and dashes",
      required: true,
      offers: async () => [],
    },
    options: [
      TEMPLATE,
      { ...OUTPUT, says: "write there instead of playbooks/NAME.yaml; `-` is standard output" },
    ],
    examples: [
      { line: "kubehop playbook new shop --template helm-chart", says: "writes playbooks/shop.yaml" },
    ],
    load: async () => (await import("./commands/playbook-new.ts")).runPlaybookNew,
  },
  {
    name: "playbook explain",
    summary: "which path a playbook would take here, why not a higher one, and what that leaves unproven",
    positional: PLAYBOOK,
    options: [PLAYBOOK_PATH, MAX_PATH, CAPABILITY, formatOption("text", "json"), OUTPUT],
    examples: [
      { line: "kubehop playbook explain playbooks/shop.yaml", says: "by the programs on PATH" },
      {
        line: "kubehop playbook explain --path 3 --capability cloud-kubeconfig shop.yaml",
        says: "in the cloud",
      },
    ],
    load: async () => (await import("./commands/playbook-explain.ts")).runPlaybookExplain,
  },
  {
    name: "playbook run",
    summary:
      "run playbooks on the highest path that can be taken here, tear down whatever happens, and report",
    positional: { ...PLAYBOOK, repeats: true },
    options: [
      PLAYBOOK_PATH,
      MAX_PATH,
      CAPABILITY,
      INPUT,
      EXECUTOR,
      KIND_IMAGE,
      KIND_CONFIG,
      IMAGE,
      REPOSITORY,
      REVISION,
      REF,
      REPORT_DIR,
      RESUME,
      PARALLEL,
      formatOption("text", "json"),
    ],
    examples: [
      { line: "kubehop playbook run playbooks/shop.yaml", says: "exits 1 where a step fails" },
      {
        line: "kubehop playbook run --path 0 --input chart=charts/shop --report-dir out playbooks/helm.yaml",
        says: "static checks alone, with all reports",
      },
      {
        line: "kubehop playbook run --executor kind playbooks/ingress.yaml",
        says: "on a kind cluster of its own",
      },
      {
        line: "kubehop playbook run --executor github --report-dir out playbooks/ingress.yaml",
        says: "in the repository's runners on GitHub",
      },
    ],
    load: async () => (await import("./commands/playbook-run.ts")).runPlaybookRun,
  },
  {
    name: "playbook export",
    summary:
      "a playbook for another runner: Tekton's Task, Pipeline and PipelineRun, the teardown as `finally`",
    positional: PLAYBOOK,
    options: [EXPORT_PATH, INPUT, IMAGE, REPOSITORY, REVISION, formatOption("tekton"), OUTPUT],
    examples: [
      {
        line: "kubehop playbook export --path 0 --image registry.example/tools:1 shop.yaml | kubectl create -f -",
        says: "runs it where Tekton is installed",
      },
    ],
    load: async () => (await import("./commands/playbook-export.ts")).runPlaybookExport,
  },
  {
    name: "playbook sweep",
    summary: "remove what runs left behind that were killed; every other command does so too before its work",
    options: [],
    examples: [{ line: "kubehop playbook sweep", says: "says what it found" }],
    load: async () => (await import("./commands/playbook-sweep.ts")).runPlaybookSweep,
  },
];
