import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineEnvironment } from "../../../src/execution/kind/engine-environment.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  // As docker 28.2 writes them: the folders are the SHA-256 of the contexts' names.
  context(
    "12b961af5feb3e9d39f93b2cefb9a1a944f18d02cca0cac2f04f5a982240605f",
    "rootless",
    "unix:///run/user/1000/docker.sock",
  );
  writeFileSync(
    join(home, ".docker", "config.json"),
    JSON.stringify({ auths: {}, currentContext: "rootless" }),
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function context(id: string, name: string, host: string): void {
  const folder = join(home, ".docker", "contexts", "meta", id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "meta.json"),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  );
}

describe("what commands are told of the container engine", () => {
  test("is what the environment says of it, and nothing else of the environment", () => {
    const environment = {
      DOCKER_HOST: "unix:///run/x.sock",
      KIND_EXPERIMENTAL_PROVIDER: "podman",
      AWS_SECRET_ACCESS_KEY: "s",
      DOCKER_CERT_PATH: "",
    };
    expect(engineEnvironment({ ...environment, HOME: home })).toEqual({
      DOCKER_HOST: "unix:///run/x.sock",
      KIND_EXPERIMENTAL_PROVIDER: "podman",
    });
  });

  test("is else the socket of the current docker context, which the run's own home does not have", () => {
    expect(engineEnvironment({ HOME: home })).toEqual({ DOCKER_HOST: "unix:///run/user/1000/docker.sock" });
  });

  test.each([
    ["docker's default is chosen", { DOCKER_CONTEXT: "default" }],
    ["the chosen context is not there", { DOCKER_CONTEXT: "gone" }],
    ["docker was never set up", { HOME: "/nonexistent" }],
  ])("is nothing where %s", (_, environment) => {
    expect(engineEnvironment({ HOME: home, ...environment })).toEqual({});
  });
});
