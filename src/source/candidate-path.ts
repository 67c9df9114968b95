/** Directories whose content is not the repository's own. */
const FOREIGN_DIRECTORIES: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".terraform",
  ".tox",
  ".venv",
  "__pycache__",
  "node_modules",
]);

/** What clusters and their versions are written in; a name without an extension may be an Ansible inventory. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  "",
  "cfg",
  "conf",
  "env",
  "hcl",
  "ini",
  "j2",
  "json",
  "json5",
  "tf",
  "tfvars",
  "tmpl",
  "toml",
  "tpl",
  "txt",
  "yaml",
  "yml",
]);

/** Whether a directory of that name is worth a look. */
export function isOwnDirectory(name: string): boolean {
  return !FOREIGN_DIRECTORIES.has(name);
}

/**
 * Whether the file at `path` (relative to the repository, forward slashes) may say something about a
 * cluster, as far as its name tells. Every door asks this, so that each reads the same files.
 */
export function isCandidatePath(path: string): boolean {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  return parts.every(isOwnDirectory) && EXTENSIONS.has(extensionOf(name));
}

/** `yaml` of `cluster.prod.YAML`; a leading dot begins a name and no extension. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}
