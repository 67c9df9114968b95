import type { CommandGrammar } from "../command.ts";

/** `/kubehop help`, and `/kubehop` alone. */
export const help: CommandGrammar = {
  name: "kubehop",
  usage: "/kubehop help|cancel|retry [PLAYBOOK]",
  says: "this list; `cancel` ends the running playbook, `retry` runs the last one again at the current head",
  keys: [],
  words: 2,
  understand: ({ words }) => {
    const [word = "help", playbook, ...others] = words;
    const wish = word.toLowerCase();
    if (wish === "help" && playbook === undefined) return { command: "help" };
    if ((wish === "cancel" || wish === "retry") && others.length === 0) {
      return { command: wish, isBare: false, ...(playbook === undefined ? {} : { playbook }) };
    }
    return {
      command: "misunderstood",
      meant: "help",
      problem: "`/kubehop` knows no such word.",
      remedy: "Ask `/kubehop help` for the list of commands.",
    };
  },
};
