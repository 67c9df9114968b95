import type { CommandGrammar } from "../command.ts";

/** `/fix`: what is mechanical and certain, as suggestions on the change's own lines and one patch for the rest. */
export const fix: CommandGrammar = {
  name: "fix",
  usage: "/fix [VERSION] [cluster=NAME]",
  says: "what can be mended mechanically: suggestions on the lines of the change, one patch for the rest",
  keys: ["cluster"],
  words: 1,
  understand: ({ words, pairs }) => {
    const [to] = words;
    const cluster = pairs.get("cluster");
    return {
      command: "fix",
      ...(to === undefined ? {} : { to: to.replace(/^V(?=\d)/, "v") }),
      ...(cluster === undefined ? {} : { cluster }),
    };
  },
};
