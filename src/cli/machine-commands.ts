import type { Command } from "./command.ts";
import {
  CAPABILITY,
  EXPORT_PATH,
  formatOption,
  IMAGE,
  INPUT,
  OUTPUT,
  PLAYBOOK,
  REPOSITORY,
  REVISION,
} from "./options.ts";

export const EXPORT_COMMAND: Command = {
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
};

export const DOCTOR_COMMAND: Command = {
  name: "doctor",
  summary: "what this machine has for playbooks: engines, tools, system, and which paths can be taken",
  options: [CAPABILITY, formatOption("text", "json"), OUTPUT],
  examples: [{ line: "kubehop doctor", says: "exits 3 where no playbook can be run here at all" }],
  load: async () => (await import("./commands/doctor.ts")).runDoctor,
};
