import { trap } from "../../kubernetes/traps.ts";
import type { CommandLine } from "../command-lines.ts";

/** What shows a trap in a command line of kubeadm. */
export interface CommandSign {
  readonly trap: string;
  readonly shows: (command: CommandLine) => boolean;
}

const DIFF_MANIFESTS = /^--(?:api-server|controller-manager|scheduler)-manifest$/;

export const commandSigns: readonly CommandSign[] = [
  {
    trap: "kubeadm-cri-socket-flag",
    shows: (command) => isStart(command) && has(command, "--config") && has(command, "--cri-socket"),
  },
  {
    trap: "experimental-patches-removed",
    shows: (command) =>
      has(command, "--experimental-patches") ||
      (isStart(command) && has(command, "--config") && has(command, "--patches")),
  },
  { trap: "kubeadm-klog-flags", shows: ({ options }) => options.some(isRefusedLogging) },
  {
    trap: "kubeadm-flags-132",
    shows: (command) =>
      has(command, "--experimental-output") ||
      (isUpgrade(command, "apply") && has(command, "--feature-gates")) ||
      (isUpgrade(command, "diff") && command.options.some((option) => DIFF_MANIFESTS.test(option))),
  },
];

/** kubeadm takes an underscore in a flag's name for a dash. */
function isRefusedLogging(option: string): boolean {
  return optionsOf("kubeadm-klog-flags").includes(option.replaceAll("_", "-"));
}

function optionsOf(id: string): readonly string[] {
  return trap(id)?.options ?? [];
}

function isStart({ words }: CommandLine): boolean {
  return words[0] === "init" || words[0] === "join";
}

function isUpgrade({ words }: CommandLine, step: string): boolean {
  return words[0] === "upgrade" && words[1] === step;
}

function has({ options }: CommandLine, option: string): boolean {
  return options.includes(option);
}
