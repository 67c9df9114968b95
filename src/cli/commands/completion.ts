import type { Command, ExitCode, Invocation } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the completion script of a shell, made from the command registry. */
export async function runCompletion(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const scripts: Readonly<Record<string, (commands: readonly Offer[]) => string>> = { bash, zsh, fish };
  const offers = await Promise.all(COMMANDS.map(offerOf));
  terminal.out.write(scripts[invocation.positional ?? ""]?.(offers) ?? "");
  return 0;
}

/** A command with the words that its one argument can be; undefined for a directory, which shells know. */
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
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _kubehop_offer -W '${[...names(), "help", "--help", "--version"].join(" ")}' -- "$current"
    return
  fi
  # --format=html reaches us as three words.
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $current == = ]]; then current=''; fi
  case "$command $previous" in
${COMMANDS.flatMap(bashValueCases).join("\n")}
    *' --output' | *' --kubeconfig') _kubehop_offer -f -- "$current"; return ;;
  esac
  case "$command" in
${offers.map(bashCase).join("\n")}
    help) _kubehop_offer -W '${names().join(" ")}' -- "$current" ;;
  esac
}
complete -o default -F _kubehop kubehop
`;
}

function bashValueCases({ name: command, options }: Command): string[] {
  return options.flatMap(({ name, choices }) =>
    choices === undefined
      ? []
      : [`    '${command} --${name}') _kubehop_offer -W '${choices.join(" ")}' -- "$current"; return ;;`],
  );
}

function bashCase({ command, words }: Offer): string {
  const all = [...command.options.map(({ name }) => `--${name}`), "--help", ...(words ?? [])];
  return `    ${command.name}) _kubehop_offer -W '${all.join(" ")}' -- "$current" ;;`;
}

/** Sourced, or as the file `_kubehop` in a directory of $fpath, whose first call is the completion itself. */
function zsh(offers: readonly Offer[]): string {
  return `#compdef kubehop
# kubehop completion for zsh: source <(kubehop completion zsh)
_kubehop() {
  if ((CURRENT == 2)); then
    local -a commands=(
${COMMANDS.map(({ name, summary }) => `      ${single(`${name}:${summary}`)}`).join("\n")}
    )
    _describe command commands
    return
  fi
  case $words[2] in
${offers.map(zshCase).join("\n")}
    help) _arguments '*:COMMAND:(${names().join(" ")})' ;;
  esac
}
if [[ $funcstack[1] == _kubehop ]]; then _kubehop "$@"; else compdef _kubehop kubehop; fi
`;
}

function zshCase({ command, words }: Offer): string {
  const options = command.options.map(({ name, says, value, choices }) => {
    const description = `[${says.replaceAll(/[[\]:]/g, " ")}]`;
    if (value === undefined) return single(`--${name}${description}`);
    const values = choices === undefined ? ":_files" : `:(${choices.join(" ")})`;
    return single(`--${name}=${description}:${value}${values}`);
  });
  return `    ${command.name}) _arguments ${[...options, single(zshArgument(command, words))].join(" ")} ;;`;
}

/** zsh counts the command's own name as the first argument. */
function zshArgument({ positional }: Command, words: Offer["words"]): string {
  if (positional === undefined) return "1: :";
  return `*:${positional.name}:${words === undefined ? "_files -/" : `(${words.join(" ")})`}`;
}

function fish(offers: readonly Offer[]): string {
  const lines = offers.flatMap((offer) => [
    `complete -c kubehop -f -n __fish_use_subcommand -a ${offer.command.name} -d ${single(offer.command.summary)}`,
    ...fishOptions(offer),
  ]);
  return `# kubehop completion for fish: kubehop completion fish | source\n${lines.join("\n")}
complete -c kubehop -f -n '__fish_seen_subcommand_from help' -a ${single(names().join(" "))}
`;
}

function fishOptions({ command, words }: Offer): string[] {
  const when = `complete -c kubehop -n '__fish_seen_subcommand_from ${command.name}'`;
  const options = command.options.map(({ name, says, value, choices }) => {
    const values = choices === undefined ? " -r" : ` -x -a ${single(choices.join(" "))}`;
    return `${when} -l ${name}${value === undefined ? "" : values} -d ${single(says)}`;
  });
  if (words === undefined) return options;
  return [...options, `${when} -f${words.length === 0 ? "" : ` -a ${single(words.join(" "))}`}`];
}

function names(): string[] {
  return COMMANDS.map(({ name }) => name);
}

/** A word in single quotes, as every one of the three shells reads it. */
function single(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
