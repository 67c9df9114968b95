import type { Command } from "./command.ts";
import {
  ASSUME_FROM,
  BASELINE,
  CAPABILITY,
  CLUSTER,
  CLUSTER_SOURCE,
  CONTEXT,
  DIRECTORY,
  FAIL_ON,
  formatOption,
  KUBECONFIG,
  NAMESPACE,
  ONLY,
  OUTPUT,
  RENDER,
  SKIP,
  STRATEGY,
  STRICT,
  TARGET,
  TO,
  WRITE,
  WRITE_BASELINE,
} from "./options.ts";
import { PLAYBOOK_COMMANDS } from "./playbook-commands.ts";

/** Every command, in the order of the help. A new one is one file in `commands/` and one entry here. */
export const COMMANDS: readonly Command[] = [
  {
    name: "plan",
    summary: "the exact upgrade plan of a cluster, hop by hop",
    positional: DIRECTORY,
    options: [
      TO,
      formatOption("text", "markdown", "json", "html", "sarif", "scripts"),
      OUTPUT,
      STRATEGY,
      ...CLUSTER_SOURCE,
      RENDER,
      FAIL_ON,
    ],
    examples: [
      { line: "kubehop plan --to 1.36", says: "the cluster of the current directory" },
      { line: "kubectl get nodes -o json | kubehop plan --to 1.36 -", says: "a running cluster, no files" },
      {
        line: "kubehop plan --to 1.36 --format scripts --output upgrade/",
        says: "one shell script per node",
      },
      { line: "kubehop plan --to 1.36 --format html --output plan.html", says: "a page to hand around" },
    ],
    load: async () => (await import("./commands/plan.ts")).runPlan,
  },
  {
    name: "check",
    summary: "what would break: every cluster and manifest of a directory, now and on the way to a target",
    positional: DIRECTORY,
    options: [
      TARGET,
      ASSUME_FROM,
      ONLY,
      SKIP,
      BASELINE,
      WRITE_BASELINE,
      formatOption("text", "markdown", "json", "html", "sarif", "junit"),
      OUTPUT,
      ...CLUSTER_SOURCE,
      RENDER,
      FAIL_ON,
      STRICT,
    ],
    examples: [
      { line: "kubehop check", says: "what the check on a pull request would say" },
      { line: "kubehop check --to 1.36", says: "what would break between here and 1.36" },
      {
        line: "kubehop check --to 1.36 --assume-from 1.33 --only apis manifests/",
        says: "manifests alone, without a cluster",
      },
      {
        line: "kubehop check --fail-on risk --format sarif --output kubehop.sarif",
        says: "for code scanning",
      },
    ],
    load: async () => (await import("./commands/check.ts")).runCheck,
  },
  {
    name: "fix",
    summary: "mend what is mechanical and certain: a diff to look at, or with --write the files themselves",
    positional: DIRECTORY,
    options: [TARGET, ASSUME_FROM, ONLY, SKIP, CLUSTER, OUTPUT, WRITE],
    examples: [
      { line: "kubehop fix --to 1.36 | git apply", says: "look at it first: without the pipe it is printed" },
      { line: "kubehop fix --to 1.36 --write", says: "everything else stays byte for byte as it is" },
    ],
    load: async () => (await import("./commands/fix.ts")).runFix,
  },
  {
    name: "skew",
    summary: "whether the versions of a cluster's components may run together",
    positional: DIRECTORY,
    options: [formatOption("text", "markdown", "json", "html", "sarif"), OUTPUT, ...CLUSTER_SOURCE, FAIL_ON],
    examples: [
      { line: "kubehop skew", says: "every cluster of the current directory" },
      { line: "kubectl get nodes -o json | kubehop skew -", says: "the nodes of a running cluster" },
    ],
    load: async () => (await import("./commands/skew.ts")).runSkew,
  },
  {
    name: "inspect",
    summary: "what was read, and from which file and line",
    positional: DIRECTORY,
    options: [formatOption("text", "json"), OUTPUT, KUBECONFIG, CONTEXT],
    examples: [{ line: "kubehop inspect examples/ha", says: "every value with its place" }],
    load: async () => (await import("./commands/inspect.ts")).runInspect,
  },
  {
    name: "diagnose",
    summary: "why what is unhealthy in a cluster is so: the cause, its evidence and the next command",
    positional: {
      name: "BUNDLE",
      says: "a directory or file of saved answers instead of the running cluster, or `-` for standard input",
      required: false,
    },
    options: [NAMESPACE, formatOption("text", "json"), OUTPUT, KUBECONFIG, CONTEXT],
    examples: [
      {
        line: "kubehop diagnose --namespace shop",
        says: "one namespace of the cluster that kubectl talks to",
      },
      {
        line: "kubectl get pods,events,nodes -A -o json | kubehop diagnose -",
        says: "answers, wherever they come from",
      },
      {
        line: "kubehop diagnose dump/",
        says: "what kubectl cluster-info dump --output-directory=dump wrote",
      },
    ],
    load: async () => (await import("./commands/diagnose.ts")).runDiagnose,
  },
  {
    name: "explain",
    summary: "the runbook page of a finding; without an ID the list of them",
    positional: {
      name: "ID",
      says: "the finding's id, as every report prints it",
      required: false,
      offers: async () => (await import("./commands/explain.ts")).runbookIds(),
    },
    options: [],
    examples: [{ line: "kubehop explain", says: "all ids" }],
    load: async () => (await import("./commands/explain.ts")).runExplain,
  },
  ...PLAYBOOK_COMMANDS,
  {
    name: "doctor",
    summary: "what this machine has for playbooks: engines, tools, system, and which paths can be taken",
    options: [CAPABILITY, formatOption("text", "json"), OUTPUT],
    examples: [{ line: "kubehop doctor", says: "exits 3 where no playbook can be run here at all" }],
    load: async () => (await import("./commands/doctor.ts")).runDoctor,
  },
  {
    name: "facts",
    summary: "the Kubernetes releases that Kubehop knows, their support dates, and how old the facts are",
    options: [formatOption("text", "json"), OUTPUT],
    examples: [{ line: "kubehop facts --format json", says: "for a script" }],
    load: async () => (await import("./commands/facts.ts")).runFacts,
  },
  {
    name: "serve",
    summary: "the GitHub App: answers webhooks (configured by APP_ID, PRIVATE_KEY, WEBHOOK_SECRET …)",
    options: [],
    examples: [{ line: "PORT=3000 kubehop serve", says: "prints one line when it listens" }],
    load: async () => (await import("./commands/serve.ts")).runServe,
  },
  {
    name: "completion",
    summary: "the completion script of a shell",
    positional: {
      name: "SHELL",
      says: "bash, zsh or fish",
      required: true,
      choices: ["bash", "zsh", "fish"],
    },
    options: [],
    examples: [{ line: "source <(kubehop completion bash)", says: "for this shell; put it in ~/.bashrc" }],
    load: async () => (await import("./commands/completion.ts")).runCompletion,
  },
];

/** The command of that name. */
export function findCommand(name: string): Command | undefined {
  return COMMANDS.find((command) => command.name === name);
}

/** Whether commands of two words begin with it. */
export function isGroup(word: string): boolean {
  return commandsOfGroup(word).length > 0;
}

/** The commands of two words that begin with it. */
export function commandsOfGroup(word: string): readonly Command[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${word} `));
}
