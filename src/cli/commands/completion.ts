import type { Command, ExitCode, Invocation } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the completion script of a shell, made from the command registry. */
export function runCompletion(invocation: Invocation, terminal: Terminal): ExitCode {
  const scripts: Readonly<Record<string, () => string>> = { bash, zsh, fish };
  terminal.out.write(scripts[invocation.positional ?? ""]?.() ?? "");
  return 0;
}

function bash(): string {
  return `# kubehop completion for bash: source <(kubehop completion bash)
_kubehop() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '${names().join(" ")}' -- "$current")
    return
  fi
  case "$command $previous" in
${COMMANDS.flatMap(bashValueCases).join("\n")}
    *' --output' | *' --kubeconfig') mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
  esac
  case "$command" in
${COMMANDS.map((command) => `    ${command.name}) mapfile -t COMPREPLY < <(compgen -W '${firstWords(command).join(" ")}' -- "$current") ;;`).join("\n")}
  esac
}
complete -o default -F _kubehop kubehop
`;
}

function bashValueCases(command: Command): string[] {
  return command.options.flatMap(({ name, choices }) =>
    choices === undefined
      ? []
      : [
          `    '${command.name} --${name}') mapfile -t COMPREPLY < <(compgen -W '${choices.join(" ")}' -- "$current"); return ;;`,
        ],
  );
}

function zsh(): string {
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
${COMMANDS.map(zshCase).join("\n")}
  esac
}
compdef _kubehop kubehop
`;
}

function zshCase(command: Command): string {
  const options = command.options.map(({ name, says, value, choices }) => {
    const described = `--${name}[${says.replaceAll(/[[\]:]/g, " ")}]`;
    if (value === undefined) return single(described);
    const values = choices === undefined ? ":_files" : `:(${choices.join(" ")})`;
    return single(`${described}:${value}${values}`);
  });
  const positional = command.positional?.choices;
  const argument =
    positional === undefined
      ? "'*:DIR:_files -/'"
      : single(`*:${positional.join(" ")}:(${positional.join(" ")})`);
  return `    ${command.name}) _arguments ${[...options, argument].join(" ")} ;;`;
}

function fish(): string {
  const lines = COMMANDS.flatMap((command) => [
    `complete -c kubehop -n __fish_use_subcommand -a ${command.name} -d ${single(command.summary)}`,
    ...fishOptions(command),
  ]);
  return `# kubehop completion for fish: kubehop completion fish | source\n${lines.join("\n")}\n`;
}

function fishOptions(command: Command): string[] {
  const when = `complete -c kubehop -n '__fish_seen_subcommand_from ${command.name}'`;
  const options = command.options.map(({ name, says, value, choices }) => {
    const values = choices === undefined ? " -r" : ` -x -a ${single(choices.join(" "))}`;
    return `${when} -l ${name}${value === undefined ? "" : values} -d ${single(says)}`;
  });
  const words = command.positional?.choices?.join(" ");
  if (words !== undefined) return [...options, `${when} -f -a ${single(words)}`];
  return command.positional?.name === "DIR" ? options : [...options, `${when} -f`];
}

function names(): string[] {
  return COMMANDS.map(({ name }) => name);
}

function firstWords(command: Command): string[] {
  return [
    ...command.options.map(({ name }) => `--${name}`),
    "--help",
    ...(command.positional?.choices ?? []),
  ];
}

/** A word in single quotes, as every one of the three shells reads it. */
function single(text: string): string {
  return `'${text.replaceAll("'", "")}'`;
}
