import type { RepositoryName } from "../../../github/connection.ts";

/**
 * The repository that a remote's URL names on this server: `https://`, `ssh://`, or `git@HOST:OWNER/REPO`. Undefined
 * where it is another host's, or no repository of GitHub.
 */
export function repositoryOf(url: string, server: string): RepositoryName | undefined {
  const host = URL.canParse(server) ? new URL(server).hostname : "";
  const [, there, path = ""] =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+)$/.exec(url) ??
    /^(?:[^/@:]+@)?([^/@:]+):(?!\/\/)(.+)$/.exec(url) ??
    [];
  // SSH by port 443 has a host of its own.
  const isHere = there?.toLowerCase().replace(/^ssh\.(?=github\.com$)/, "") === host;
  return isHere ? repositoryName(path.replace(/^\/|\/$/g, "").replace(/\.git$/, "")) : undefined;
}

/** `OWNER/REPO`; undefined where it is none. */
export function repositoryName(text: string): RepositoryName | undefined {
  const [, owner, repo] = /^([\w-]{1,100})\/([\w.-]{1,100})$/.exec(text) ?? [];
  return owner === undefined || repo === undefined || /^\.{1,2}$/.test(repo) ? undefined : { owner, repo };
}
