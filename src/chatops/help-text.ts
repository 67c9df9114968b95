import { type Block, code, say } from "../report/document.ts";
import { markdownBlock } from "../report/markdown-block.ts";
import { commands } from "./registry.ts";

/** The list of commands, made from the registry. */
export function helpText(): string {
  const blocks: readonly Block[] = [
    { kind: "heading", level: 3, text: ["What Kubehop answers in a pull request"] },
    { kind: "list", items: commands.map(({ usage, says }) => say`${code(usage)} ${says}`) },
    {
      kind: "paragraph",
      text: [
        "Each command is a line of its own in a new comment. People with write permission may ask, unless the configuration on the default branch says otherwise.",
      ],
    },
  ];
  return blocks.map(markdownBlock).join("\n\n");
}
