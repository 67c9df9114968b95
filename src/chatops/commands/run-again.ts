import type { CommandGrammar } from "../command.ts";

/** `/cancel` alone: `/kubehop cancel`, where the pull request has a run of ours. */
export const cancel: CommandGrammar = {
  name: "cancel",
  usage: "/cancel",
  says: "`/kubehop cancel`, where this pull request has a playbook run of Kubehop's",
  keys: [],
  words: 0,
  isBare: true,
  understand: () => ({ command: "cancel", isBare: true }),
};

/** `/retry` alone: `/kubehop retry`, where the pull request has a run of ours. */
export const retry: CommandGrammar = {
  name: "retry",
  usage: "/retry",
  says: "`/kubehop retry`, where this pull request has a playbook run of Kubehop's",
  keys: [],
  words: 0,
  isBare: true,
  understand: () => ({ command: "retry", isBare: true }),
};
