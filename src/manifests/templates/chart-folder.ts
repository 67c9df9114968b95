/** The folder that a template belongs to, `charts/web/` of `charts/web/templates/a.yaml`; empty at the root. */
export function chartFolder(path: string): string {
  const at = `/${path}`.lastIndexOf("/templates/");
  return at === -1 ? path.slice(0, path.lastIndexOf("/") + 1) : path.slice(0, at);
}
