import { pathLevel } from "../../playbook/playbook.ts";
import { nearest } from "../../source/nearest.ts";
import type { Arguments, Ask, CommandGrammar, Misunderstanding } from "../command.ts";
import { typed } from "../typed-text.ts";

/** `/playbook`: the playbooks of the repository, and a run of one of them. */
export const playbook: CommandGrammar = {
  name: "playbook",
  usage: "/playbook list | run NAME [path=0…4] [from=pr] [INPUT=VALUE…]",
  says: "the playbooks of the base branch; `run` runs one at the head commit, in the repository's own workflow",
  keys: ["path", "from"],
  takesOtherKeys: true,
  words: 2,
  understand,
};

const WORDS: readonly string[] = ["list", "run"];

function understand(given: Arguments): Ask | Misunderstanding {
  const [word = "list", name] = given.words;
  const wish = word.toLowerCase();
  if (wish === "list") return understandList(given);
  if (wish === "run")
    return name === undefined ? misunderstood("`/playbook run` needs a name.") : run(name, given);
  const meant = nearest(wish, WORDS);
  const hint = meant === undefined ? "" : ` Did you mean \`/playbook ${meant}\`?`;
  return misunderstood(`\`/playbook\` knows no word ${typed(word)}.${hint}`);
}

function understandList({ words, pairs }: Arguments): Ask | Misunderstanding {
  const surplus = words[1] ?? pairs.keys().next().value;
  if (surplus === undefined) return { command: "playbook" };
  return misunderstood(`\`/playbook list\` does not take ${typed(surplus)}.`);
}

function run(name: string, { pairs }: Arguments): Ask | Misunderstanding {
  const { path: level, from: source, ...inputs } = Object.fromEntries(pairs);
  const path = pathLevel(level);
  if (level !== undefined && path === undefined) return misunderstood(`There is no path ${typed(level)}.`);
  const from = sourceOf(source);
  if (from === undefined) return misunderstood(`\`from=\` cannot be ${typed(source ?? "")}.`);
  return { command: "playbook-run", playbook: name, from, inputs, ...(path === undefined ? {} : { path }) };
}

function sourceOf(text: string | undefined): "base" | "pull-request" | undefined {
  if (text === undefined || text.toLowerCase() === "base") return "base";
  return text.toLowerCase() === "pr" ? "pull-request" : undefined;
}

function misunderstood(problem: string): Misunderstanding {
  const remedy = `Write it as \`${playbook.usage}\`.`;
  return { command: "misunderstood", meant: "playbook", problem, remedy };
}
