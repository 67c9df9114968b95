import type { CommandGrammar } from "../command.ts";

/** `/kubehop help`, and `/kubehop` alone. */
export const help: CommandGrammar = {
  name: "kubehop",
  usage: "/kubehop help",
  says: "this list",
  keys: [],
  words: 1,
  understand: ({ words }) => {
    const [word] = words;
    if (word === undefined || word.toLowerCase() === "help") return { command: "help" };
    return {
      command: "misunderstood",
      meant: "help",
      problem: "`/kubehop` knows no such word.",
      remedy: "Ask `/kubehop help` for the list of commands.",
    };
  },
};
