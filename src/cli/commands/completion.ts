import type { Command, ExitCode, Invocation, Option } from "../command.ts";
import { COMMANDS, commandsOfGroup, isGroup } from "../commands.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the completion script of a shell, made from the command registry. */
export async function runCompletion(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const scripts: Readonly<Record<string, (commands: readonly Offer[]) => string>> = { bash, zsh, fish };
  const offers = await Promise.all(COMMANDS.map(offerOf));
  terminal.out.write(scripts[invocation.positional ?? ""]?.(offers) ?? "");
  return 0;
}

/** A command with the words that its argument can be; undefined for a file or directory, which shells know. */
interface Offer {
  readonly command: Command;
  readonly words: readonly string[] | undefined;
}

async function offerOf(command: Command): Promise<Offer> {
  const { positional } = command;
  if (positional === undefined) return { command, words: [] };
  return { command, words: positional.choices ?? (await positional.offers?.()) };
}

/** Written for bash 3.2, which macOS still has: no `mapfile`. */
function bash(offers: readonly Offer[]): string {
  return `# kubehop completion for bash: source <(kubehop completion bash)
_kubehop_offer() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@")
}
_kubehop() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} first=1
  COMPREPLY=()
  if [[ $command == help ]] && ((COMP_CWORD > 1)); then
    command=\${COMP_WORDS[2]} first=2
  fi
  if ((COMP_CWORD == first)); then
    _kubehop_offer -W '${[...firstWords(), "help", "--help", "--version"].join(" ")}' -- "$current"
    return
  fi
  case "$command" in
${groups().map(bashGroup).join("\n")}
  esac
  if ((first == 2)); then return; fi
  # --format=html reaches us as three words.
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $current == = ]]; then current=''; fi
  case "$command $previous" in
${COMMANDS.flatMap(bashValueCases).join("\n")}
    ${fileOptions()
      .map((name) => `*' --${name}'`)
      .join(" | ")}) _kubehop_offer -f -- "$current"; return ;;
  esac
  case "$command" in
${offers.map(bashCase).join("\n")}
  esac
}
complete -o default -F _kubehop kubehop
`;
}

function bashGroup(group: string): string {
  return `    ${group})
      if ((COMP_CWORD == first + 1)); then
        _kubehop_offer -W '${secondWords(group).join(" ")}' -- "$current"
        return
      fi
      command="$command \${COMP_WORDS[first+1]}" ;;`;
}

function bashValueCases({ name: command, options }: Command): string[] {
  return options.flatMap(({ name, choices }) =>
    choices === undefined
      ? []
      : [`    '${command} --${name}') _kubehop_offer -W '${choices.join(" ")}' -- "$current"; return ;;`],
  );
}

/** Where files are wanted and nothing is offered, bash offers files itself, and knows how to write them. */
function bashCase({ command, words }: Offer): string {
  const all = [...command.options.map(({ name }) => `--${name}`), "--help", ...(words ?? [])];
  const when = command.positional?.isFile === true ? "[[ $current != -* ]] || " : "";
  return `    '${command.name}') ${when}_kubehop_offer -W '${all.join(" ")}' -- "$current" ;;`;
}

/** Sourced, or as the file `_kubehop` in a directory of $fpath, whose first call is the completion itself. */
function zsh(offers: readonly Offer[]): string {
  return `#compdef kubehop
# kubehop completion for zsh: source <(kubehop completion zsh)
_kubehop() {
  local command=$words[2]
  if ((CURRENT == 2)); then
    local -a commands=(
${firstWords()
  .map((word) => `      ${single(`${word}:${summaryOf(word)}`)}`)
  .join("\n")}
    )
    _describe command commands
    return
  fi
  case $command in
${groups().map(zshGroup).join("\n")}
  esac
  case $command in
${offers.map(zshCase).join("\n")}
    help) _arguments '*:COMMAND:(${firstWords().join(" ")})' ;;
  esac
}
if [[ $funcstack[1] == _kubehop ]]; then _kubehop "$@"; else compdef _kubehop kubehop; fi
`;
}

function zshGroup(group: string): string {
  const commands = commandsOfGroup(group).map(({ name, summary }) =>
    single(`${name.slice(group.length + 1)}:${summary}`),
  );
  return `    ${group})
      if ((CURRENT == 3)); then
        local -a commands=(${commands.join(" ")})
        _describe command commands
        return
      fi
      command="$command $words[3]" ;;`;
}

function zshCase({ command, words }: Offer): string {
  const options = command.options.map(({ name, says, value, choices }) => {
    const description = `[${says.replaceAll(/[[\]:]/g, " ")}]`;
    if (value === undefined) return single(`--${name}${description}`);
    const values = choices === undefined ? ":_files" : `:(${choices.join(" ")})`;
    return single(`--${name}=${description}:${value}${values}`);
  });
  return `    '${command.name}') _arguments ${[...options, single(zshArgument(command, words))].join(" ")} ;;`;
}

/** zsh counts the command's own name as the first argument. */
function zshArgument({ positional }: Command, words: Offer["words"]): string {
  if (positional === undefined) return "1: :";
  const files = positional.isFile === true ? "_files" : "_files -/";
  return `*:${positional.name}:${words === undefined ? files : `(${words.join(" ")})`}`;
}

function fish(offers: readonly Offer[]): string {
  const lines = [
    ...firstWords().map(
      (word) => `complete -c kubehop -f -n __fish_use_subcommand -a ${word} -d ${single(summaryOf(word))}`,
    ),
    ...groups().flatMap(fishGroup),
    ...offers.flatMap(fishOptions),
  ];
  return `# kubehop completion for fish: kubehop completion fish | source\n${lines.join("\n")}
complete -c kubehop -f -n '__fish_seen_subcommand_from help' -a ${single(firstWords().join(" "))}
`;
}

function fishGroup(group: string): string[] {
  const when = single(`${seen(group)}; and not ${seen(...secondWords(group))}`);
  return commandsOfGroup(group).map(({ name, summary }) => {
    return `complete -c kubehop -f -n ${when} -a ${name.slice(group.length + 1)} -d ${single(summary)}`;
  });
}

/** Of `playbook explain` both words were typed; of `explain` alone no group's. */
function fishCondition({ name }: Command): string {
  const [first = "", second] = name.split(" ");
  if (second !== undefined) return `${seen(first)}; and ${seen(second)}`;
  return `${seen(first)}; and not ${seen(...groups())}`;
}

function seen(...words: readonly string[]): string {
  return `__fish_seen_subcommand_from ${words.join(" ")}`;
}

function fishOptions({ command, words }: Offer): string[] {
  const when = `complete -c kubehop -n ${single(fishCondition(command))}`;
  const options = command.options.map(({ name, says, value, choices }) => {
    const values = choices === undefined ? " -r" : ` -x -a ${single(choices.join(" "))}`;
    return `${when} -l ${name}${value === undefined ? "" : values} -d ${single(says)}`;
  });
  if (words === undefined) return options;
  return [...options, `${when} -f${words.length === 0 ? "" : ` -a ${single(words.join(" "))}`}`];
}

/** What can stand behind `kubehop`: a command of one word, or the first word of several. */
function firstWords(): readonly string[] {
  return [...new Set(COMMANDS.map(({ name }) => name.replace(/ .*/, "")))];
}

/** The words that begin commands of two. */
function groups(): readonly string[] {
  return firstWords().filter(isGroup);
}

function secondWords(group: string): readonly string[] {
  return commandsOfGroup(group).map(({ name }) => name.slice(group.length + 1));
}

function summaryOf(word: string): string {
  return isGroup(word)
    ? secondWords(word).join(", ")
    : (COMMANDS.find(({ name }) => name === word)?.summary ?? "");
}

/** The options whose value is a file or directory. */
function fileOptions(): readonly string[] {
  const options = COMMANDS.flatMap((command) => command.options.filter(takesFile));
  return [...new Set(options.map(({ name }) => name))];
}

function takesFile({ value = "" }: Option): boolean {
  return ["FILE", "PATH", "DIR"].includes(value);
}

/** A word in single quotes, as every one of the three shells reads it. */
function single(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
