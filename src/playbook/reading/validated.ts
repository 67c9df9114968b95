import type { Draft } from "../finding.ts";
import { lintFindings } from "../lint/lint.ts";
import type { Playbook } from "../playbook.ts";
import { playbookSchema } from "../playbook-schema.ts";
import { plainData } from "../yaml/node.ts";
import { playbookOf } from "./playbook-of.ts";
import type { PlaybookValue } from "./playbook-value.ts";
import { ruleFindings } from "./rules.ts";
import { schemaFindings } from "./schema-findings.ts";
import { usesCluster } from "./uses-cluster.ts";

/** The playbook of a document that the schema takes, and everything that is wrong with one. */
export function validated(root: PlaybookValue): {
  readonly playbook?: Playbook;
  readonly drafts: readonly Draft[];
} {
  const result = playbookSchema.safeParse(plainData(root.node));
  const drafts = [
    ...(result.success ? [] : result.error.issues.flatMap((issue) => schemaFindings(issue, root))),
    ...ruleFindings(root),
    ...lintFindings(root),
  ];
  if (!result.success) return { drafts };
  const playbook = playbookOf(result.data);
  return { playbook: usesCluster(root) ? { ...playbook, usesCluster: true } : playbook, drafts };
}
