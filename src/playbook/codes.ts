/** Every code of a finding with its severity and what it means; the table of docs/playbooks.md is made of this. */
export const CODES = {
  "unreadable-file": ["error", "The file is not there, is no file, or may not be read."],
  "too-large": ["error", "The file is larger than 16 MiB."],
  "not-utf-8": ["error", "The file's bytes are not UTF-8."],
  "invalid-yaml": ["error", "The text is not valid YAML (or JSON); nothing behind this place was looked at."],
  "empty-document": ["error", "There is nothing in the file but comments."],
  "multiple-documents": ["error", "A second YAML document begins: a file holds one playbook."],
  "duplicate-key": ["error", "A key stands twice in one mapping; the first one was read."],
  "invalid-key": ["error", "A key is a list or a mapping."],
  "unknown-anchor": ["error", "An alias names an anchor that is not defined before it, or that it lies in."],
  "too-many-aliases": [
    "error",
    "One anchor stands for more than 100 places, those inside other aliases included.",
  ],
  "invalid-merge": ["error", "A merge key (`<<`) has something else than a mapping or a list of mappings."],
  "unknown-tag": ["error", "A tag is none of YAML's core schema, or does not go with its value."],
  "too-deep": ["error", "Values are nested more than 100 levels deep."],
  "invalid-character": [
    "error",
    "A control character that YAML forbids, half of a surrogate pair, or, in commands, NUL or a character that turns the direction of writing.",
  ],
  "unknown-key": ["error", "A key that the format does not have, and that does not begin with `x-`."],
  "missing-key": ["error", "A key that must be there is not."],
  "wrong-type": [
    "error",
    "A value of another type: `expected_output: 1.30` is a number, a text needs quotes.",
  ],
  "wrong-value": ["error", "A value outside of what is allowed: a path above 4, a name with capitals."],
  "too-few": ["error", "A list or the variants of a step are empty."],
  "duplicate-item": ["error", "`required_for_paths` names a path twice."],
  "duplicate-name": ["error", "Two steps or two inputs have the same name."],
  "minimum-above-recommended": ["error", "`minimum_path` is above `recommended_path`."],
  "invalid-pattern": [
    "error",
    "`pattern` is no regular expression of RE2, which has no look-around and no back-references.",
  ],
  "default-not-matching": ["error", "The `default` of an input does not match its own `pattern` as a whole."],
  "timeout-too-long": ["error", "A `timeout` of more than 168 h."],
  "missing-teardown": ["warning", "A variant makes a cluster that no teardown of its path removes."],
  "no-expected-output": [
    "warning",
    "`expected_output` is missing or blank: whatever the commands print passes.",
  ],
  "no-recommended-variant": [
    "warning",
    "A step has no variant for the recommended path, so that every run is degraded.",
  ],
  "lost-shell-state": [
    "warning",
    "`cd`, `export` or an assignment alone in a command: it ends with that command.",
  ],
  "impossible-output": [
    "warning",
    "An expected text that the tool never prints, such as `0 chart(s) linted` of helm lint.",
  ],
  "kubectl-without-context": [
    "warning",
    "kubectl outside of path 1 without `--context`: it talks to whichever cluster is the current one.",
  ],
  "unpinned-image": ["warning", "An image without a version, or `latest`."],
  "secret-in-command": ["warning", "Something in a command looks like a secret."],
  "zero-timeout": ["warning", "A `timeout` of nothing: each command is ended as soon as it begins."],
} as const satisfies Readonly<Record<string, readonly ["error" | "warning", string]>>;
