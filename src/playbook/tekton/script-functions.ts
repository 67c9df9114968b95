/**
 * What every script of an export begins with, in bash: the working copy, and how one command is run. As on this
 * machine, a command has a bash of its own, no input, a process group, a time limit and only the variables that
 * are named here. What the scripts need besides bash: coreutils (env, mkfifo, mktemp, tee, timeout, tr), grep, sed.
 */
export const RUN_COMMANDS = `set -u
mkdir -p "$WORK/source" "$WORK/home"
cd "$WORK/source" || exit 3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkfifo -m 600 "$scratch/pipe"

environment=(PATH="$PATH" HOME="$WORK/home" LANG=C.UTF-8 TERM=dumb NO_COLOR=1 CI=true)
for name in DOCKER_HOST KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT "\${!INPUT_@}"; do
  case " $unset_when_empty " in *" $name "*) [ -n "\${!name}" ] || continue ;; esac
  [ -z "\${!name+set}" ] || environment+=("$name=\${!name}")
done
[ -z "\${KUBECONFIG_FOLDER:-}" ] || environment+=(KUBECONFIG="$KUBECONFIG_FOLDER/config")

# Writes a command's exit code only where the command ended by itself.
wrapper='bash --noprofile --norc -eo pipefail -c "$1"; echo $? >"$2"'

# run_command TEXT SECONDS: its output goes to the log and to $scratch/output; sets "ended" and "code".
run_command() {
  rm -f "$scratch/code"
  tee -a "$scratch/output" <"$scratch/pipe" &
  local reader=$!
  env -i "\${environment[@]}" timeout --kill-after=5 "$2" bash -c "$wrapper" bash "$1" "$scratch/code" \\
    >"$scratch/pipe" 2>&1 </dev/null &
  local group=$!
  wait "$group"
  code=$?
  ended=exited
  if [ -s "$scratch/code" ]; then code=$(cat "$scratch/code")
  elif [ "$code" = 124 ] || [ "$code" = 137 ]; then ended=timed_out; fi
  # What the command left behind ends with it, and is not waited for where it keeps the pipe open.
  kill -KILL -- "-$group" 2>/dev/null
  for _ in {1..20}; do kill -0 "$reader" 2>/dev/null || break; sleep 0.1; done
  kill "$reader" 2>/dev/null
  wait "$reader" 2>/dev/null
}
`;

/** Runs `commands`, and says what became of them in the results of the Task. */
export const RUN_STEP = `# conclude STATUS SENTENCE
conclude() {
  [ "$1" != timed_out ] || code=
  printf %s "$1" >"$STATUS_FILE"
  printf %s "$code" >"$EXIT_CODE_FILE"
  printf "\\n%s\\n" "kubehop: $1: $2"
  [ "$1" = passed ]
  exit
}

# What the commands wrote, without terminal sequences, and with LF for CRLF.
plain_output() {
  local escape=$'\\x1b' bell=$'\\x07' control=$'\\xc2\\x9b'
  LC_ALL=C sed -E \\
    -e "s/($escape\\\\[|$control)[0-?]*[ -\\\\/]*[@-~]|$escape[]PX^_][^$bell$escape]{0,2048}($bell|$escape\\\\\\\\)|$escape[ -\\\\/]*[0-~]//g" \\
    -e $'s/\\r$//' "$scratch/output"
}

# Line ends become a character that no text has, so that grep sees one line and one pattern.
has_expected_output() {
  local pattern
  pattern=$(printf %s "$expected_output" | tr '\\n' '\\036')
  plain_output | tr -d '\\036' | tr '\\n' '\\036' | LC_ALL=C grep -cF -e "$pattern" >/dev/null
}

: >"$scratch/output"
code=
last=$((\${#commands[@]} - 1))
for index in "\${!commands[@]}"; do
  run_command "\${commands[index]}" "$limit"
  wanted=0
  [ "$index" -lt "$last" ] || wanted=$expected_exit_code
  [ "$ended" = exited ] || conclude timed_out "command $((index + 1)) took longer than $limit s"
  [ "$code" = "$wanted" ] || conclude failed "command $((index + 1)) ended with $code, not with $wanted"
done
if [ -n "$expected_output" ] && ! has_expected_output; then
  conclude failed 'the output does not hold the expected text'
fi
conclude passed 'its commands did what they were to do'
`;

/** Runs all of `commands`, whatever becomes of each; a teardown that fails changes no result. */
export const RUN_TEARDOWN = `: >"$FAILED_COMMANDS_FILE"
for index in "\${!commands[@]}"; do
  run_command "\${commands[index]}" 60
  [ "$ended$code" != exited0 ] || continue
  [ "$ended" = timed_out ] || ended=failed
  printf '%s=%s ' "$((index + 1))" "$ended" >>"$FAILED_COMMANDS_FILE"
  echo "kubehop: TEARDOWN $ended ($code) in step \${owners[index]}: what it was to remove may be left"
done
`;

/** Gets the working copy where a repository is named, and looks for what the playbook needs before anything runs. */
export const PREPARE = `set -u
mkdir -p "$WORK/source" "$WORK/home"
cd "$WORK/source" || exit 3
if [ -n "$SOURCE_REPOSITORY" ]; then
  export GIT_ALLOW_PROTOCOL=https:http:ssh GIT_TERMINAL_PROMPT=0
  git init --quiet . &&
    git fetch --quiet --depth 1 -- "$SOURCE_REPOSITORY" "\${SOURCE_REVISION:-HEAD}" &&
    git checkout --quiet FETCH_HEAD || { echo 'kubehop: the repository could not be fetched'; exit 3; }
fi
missing=0
for tool in "\${tools[@]}"; do
  command -v -- "$tool" >/dev/null && continue
  echo "kubehop: the image has no $tool: give one that has (parameter playbook-image)"
  missing=1
done
for file in "\${files[@]}"; do
  [ -e "$file" ] && continue
  echo "kubehop: $file is not in the working copy"
  missing=1
done
[ "$missing" = 0 ] || exit 3
`;
