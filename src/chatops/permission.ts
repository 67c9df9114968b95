import { readConfiguration } from "../config/read-configuration.ts";
import { type Role, roles } from "../github/permissions.ts";
import type { SourceFile } from "../source/finding.ts";

/** Who may ask where the configuration says nothing. */
export const defaultRole: Role = "write";

/** True where `role` is at least `needed`. */
export function mayAsk(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/**
 * The role that the configuration asks for. A configuration with errors is not used, but an error elsewhere
 * in it lets nobody in whom it kept out, and a role that does not exist is nobody's but an administrator's.
 */
export function neededRole(files: readonly SourceFile[]): Role {
  const { configuration, root } = readConfiguration(files);
  if (configuration !== undefined) return configuration.commands?.permission ?? defaultRole;
  const written = root?.get("commands", "permission");
  if (written === undefined) return defaultRole;
  const role = roles.find((known) => known === written.text()) ?? "admin";
  return mayAsk(role, defaultRole) ? role : defaultRole;
}
