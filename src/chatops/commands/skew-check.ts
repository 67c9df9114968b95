import type { CommandGrammar } from "../command.ts";

/** `/skew-check`: whether the versions of all components may run together. */
export const skewCheck: CommandGrammar = {
  name: "skew-check",
  usage: "/skew-check [cluster=NAME]",
  says: "whether the versions of all components may run together",
  keys: ["cluster"],
  words: 0,
  understand: ({ pairs }) => {
    const cluster = pairs.get("cluster");
    return { command: "skew-check", ...(cluster === undefined ? {} : { cluster }) };
  },
};
