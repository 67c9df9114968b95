import { expect, test } from "vitest";
import { repositoryName, repositoryOf } from "../../../../src/cli/playbook/github/repository-name.ts";

const GITHUB = "https://github.com";
const SERVER = "https://git.example:8443";

test.each([
  ["https://github.com/octo/infra.git", GITHUB],
  ["https://github.com/octo/infra", GITHUB],
  ["https://github.com/octo/infra/", GITHUB],
  ["https://x-access-token:secret@github.com/octo/infra.git", GITHUB],
  ["git@github.com:octo/infra.git", GITHUB],
  ["github.com:octo/infra", GITHUB],
  ["ssh://git@github.com/octo/infra.git", GITHUB],
  ["ssh://git@ssh.github.com:443/octo/infra.git", GITHUB],
  ["git@GitHub.com:/octo/infra.git", GITHUB],
  ["https://git.example:8443/octo/infra.git", SERVER],
  ["git@git.example:octo/infra.git", SERVER],
])("%s is octo/infra on %s", (url, server) => {
  expect(repositoryOf(url, server)).toEqual({ owner: "octo", repo: "infra" });
});

test.each([
  ["https://gitlab.com/octo/infra.git", GITHUB],
  ["https://github.com.evil.example/octo/infra", GITHUB],
  ["https://evil.example/github.com/octo/infra", GITHUB],
  ["https://github.com@evil.example/octo/infra", GITHUB],
  ["git@evil.example:github.com/octo", GITHUB],
  ["https://github.com/octo", GITHUB],
  ["https://github.com/octo/infra/tree/main", GITHUB],
  ["https://github.com/octo/..", GITHUB],
  ["/srv/git/octo/infra", GITHUB],
  ["../infra", GITHUB],
  ["", GITHUB],
  ["https://github.com/octo/infra", SERVER],
  ["https://github.com/octo/infra", "no address"],
])("%j is no repository on %s", (url, server) => {
  expect(repositoryOf(url, server)).toBeUndefined();
});

test.each(["", "octo", "octo/", "/infra", "octo/infra/more", "octo/..", "octo/in fra", "../infra"])(
  "%j is no name of a repository",
  (text) => {
    expect(repositoryName(text)).toBeUndefined();
  },
);
