import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { files } from "../../scripts/generators/playbook-page.ts";
import { files as shipped } from "../../scripts/generators/shipped-playbooks-page.ts";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";

const page = readFileSync("docs/playbooks.md", "utf8");

test.each([...files, ...shipped].map(({ path, text }) => [path, text] as const))(
  "%s is what the code says",
  (path, text) => {
    const current = readFileSync(path, "utf8");
    expect(current === text(current), "stale: run `npm run generate`").toBe(true);
  },
);

test("the example of the page has no finding", () => {
  const [, text = ""] = /```yaml\n([^`]*)```/.exec(page) ?? [];
  expect(readPlaybook({ path: "example.yaml", text })).toMatchObject({
    playbook: { name: "shop" },
    findings: [],
  });
});

describe("a playbook that ships", () => {
  test.each(readdirSync("playbooks"))("%s has no finding, and its file's name", (file) => {
    const { playbook, findings } = readPlaybook({
      path: file,
      text: readFileSync(`playbooks/${file}`, "utf8"),
    });
    expect(findings).toEqual([]);
    expect(`${playbook?.name}.yaml`).toBe(file);
  });
});
