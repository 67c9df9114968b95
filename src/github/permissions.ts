import type { Connection } from "./connection.ts";
import { statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** GitHub's built-in roles, weakest first. */
export const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

export interface Permissions {
  /** The role of `login` in the repository; somebody unknown has `none`. */
  readonly roleOf: (login: string) => Promise<Role>;
}

/**
 * Reads `role_name`: the older `permission` field says `write` for somebody with `maintain`, `read` for
 * `triage`, and hides custom roles. A custom role counts as what it can do, which `user.permissions` tells.
 */
export function permissions(connection: Connection): Permissions {
  const { request, repository } = connection;
  return {
    roleOf: async (login) => {
      try {
        const { data } = await withRetries(
          connection,
          () =>
            request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
              ...repository,
              username: login,
            }),
          { purpose: `read the permission of ${login}` },
        );
        return builtInRole(data.role_name) ?? roleOfCustom(data.user?.permissions);
      } catch (error) {
        // An account that is gone, or that older servers do not know as a collaborator.
        if (statusOf(error) === 404) return "none";
        throw error;
      }
    },
  };
}

function builtInRole(name: string): Role | undefined {
  return roles.find((role) => role === name);
}

/** What a custom role can do. */
interface Abilities {
  readonly admin: boolean;
  readonly maintain?: boolean;
  readonly push: boolean;
  readonly triage?: boolean;
  readonly pull: boolean;
}

function roleOfCustom(abilities: Abilities | undefined): Role {
  if (abilities === undefined) return "none";
  if (abilities.admin) return "admin";
  if (abilities.maintain === true) return "maintain";
  if (abilities.push) return "write";
  if (abilities.triage === true) return "triage";
  return abilities.pull ? "read" : "none";
}
