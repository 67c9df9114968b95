import { type Role, roles } from "../github/permissions.ts";

/** Who may ask where the configuration says nothing. */
export const defaultRole: Role = "write";

/** True where `role` is at least `needed`. */
export function mayAsk(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
