import type { CommandLine } from "../command-lines.ts";

/** What shows a trap in a command line of kubeadm. */
export interface CommandSign {
  readonly trap: string;
  readonly shows: (command: CommandLine) => boolean;
}

/** Options of the logging library that kubeadm hid and then refused; `-v` and `--vmodule` stay. */
const LOGGING =
  /^--(?:add-dir-header|alsologtostderr|log-backtrace-at|log-dir|log-file(?:-max-size)?|logtostderr|one-output|skip-(?:log-)?headers|stderrthreshold)$/;
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
  { trap: "kubeadm-klog-flags", shows: ({ options }) => options.some((option) => LOGGING.test(option)) },
  {
    trap: "kubeadm-flags-132",
    shows: (command) =>
      has(command, "--experimental-output") ||
      (isUpgrade(command, "apply") && has(command, "--feature-gates")) ||
      (isUpgrade(command, "diff") && command.options.some((option) => DIFF_MANIFESTS.test(option))),
  },
];

function isStart({ words }: CommandLine): boolean {
  return words[0] === "init" || words[0] === "join";
}

function isUpgrade({ words }: CommandLine, step: string): boolean {
  return words[0] === "upgrade" && words[1] === step;
}

function has({ options }: CommandLine, option: string): boolean {
  return options.includes(option);
}
