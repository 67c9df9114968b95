import * as z from "zod/mini";
import { noted } from "../source/schema-notes.ts";
import { ignore } from "./ignore-schema.ts";
import { inventory, kubectl } from "./inventory-schema.ts";
import { clusterPolicy, commands, planSettings, playbooks, policy } from "./policy-schema.ts";
import { name, repositoryPath } from "./schema-parts.ts";

const DISTRIBUTIONS = ["kubeadm", "kind", "cluster-api", "kubespray"] as const;

const paths = z.array(repositoryPath).check(z.minLength(1));

const cluster = noted(
  z
    .strictObject({
      name: noted(name, {
        description: "The cluster's name in reports and in `cluster=…`.",
        examples: ["prod-eu"],
      }),
      environment: z.exactOptional(
        noted(name, { description: "What the cluster is used for.", examples: ["production"] }),
      ),
      sources: z.exactOptional(
        noted(paths, {
          description: "The files that describe this cluster: files, directories or globs.",
          examples: [["clusters/prod-eu/"], ["snapshots/prod-*.json"]],
        }),
      ),
      inventory: z.exactOptional(inventory),
      kubectl: z.exactOptional(kubectl),
      distribution: z.exactOptional(
        noted(z.enum(DISTRIBUTIONS), {
          description: "Who set the cluster up, where the files do not tell.",
          default: "kubeadm",
        }),
      ),
      policy: z.exactOptional(clusterPolicy),
    })
    .check(
      z.refine(
        (value) => (value.sources === undefined) !== (value.inventory === undefined),
        "exactly one of sources (files that describe the cluster) and inventory (the cluster itself)",
      ),
    ),
  {
    description: "One cluster that must be found. A pull request that makes it unreadable fails.",
    oneOf: [{ required: ["sources"] }, { required: ["inventory"] }],
  },
);

const environment = noted(
  z.strictObject({
    paths: z.exactOptional(
      noted(paths, { description: "Clusters whose files lie here belong to the environment." }),
    ),
    policy: z.exactOptional(clusterPolicy),
  }),
  { description: "What holds for every cluster of this environment." },
);

/** `.github/kubehop.yml`. Every key is optional. */
export const configurationSchema = noted(
  z
    .strictObject({
      $schema: z.exactOptional(
        noted(z.string(), { description: "The address of the JSON Schema, for editors." }),
      ),
      version: z.exactOptional(
        noted(z.literal(1), { description: "The version of this file's format.", default: 1 }),
      ),
      clusters: z.exactOptional(
        noted(z.array(cluster), {
          description: "Clusters that Kubehop does not find by itself, or finds under another name.",
        }),
      ),
      discover: z.exactOptional(
        noted(z.boolean(), {
          description: "Whether files that `clusters` does not name are searched for clusters.",
          default: true,
        }),
      ),
      ignorePaths: z.exactOptional(
        noted(z.array(repositoryPath), {
          description: "Files, directories or globs that are never searched for clusters.",
          examples: [["docs/", "**/testdata/**"]],
        }),
      ),
      environments: z.exactOptional(
        noted(z.record(name, environment), { description: "What the clusters are used for, by name." }),
      ),
      policy: z.exactOptional(policy),
      ignore: z.exactOptional(ignore),
      baseline: z.exactOptional(
        noted(repositoryPath, {
          description:
            "A file that `kubehop check --write-baseline` wrote: the findings in it are not told. Taken from the base branch only.",
          examples: [".github/kubehop-baseline.json"],
        }),
      ),
      plan: z.exactOptional(planSettings),
      commands: z.exactOptional(commands),
      playbooks: z.exactOptional(playbooks),
    })
    .check(z.check(eachNameOnce), z.check(knownEnvironments)),
  { description: "Kubehop's configuration: .github/kubehop.yml" },
);

interface Named {
  readonly clusters?: readonly { readonly name: string; readonly environment?: string }[] | undefined;
  readonly environments?: Readonly<Record<string, unknown>>;
}

function eachNameOnce({ value, issues }: z.core.ParsePayload<Named>): void {
  const seen = new Set<string>();
  for (const [index, { name: text }] of (value.clusters ?? []).entries()) {
    if (seen.has(text)) {
      const message = "a name that no other cluster has";
      issues.push({ code: "custom", input: text, path: ["clusters", index, "name"], message });
    }
    seen.add(text);
  }
}

/** Where environments are described, a cluster's must be one of them: a typing error would lose its policy. */
function knownEnvironments({ value, issues }: z.core.ParsePayload<Named>): void {
  if (value.environments === undefined) return;
  const known = Object.keys(value.environments);
  for (const [index, { environment: text }] of (value.clusters ?? []).entries()) {
    if (text === undefined || known.includes(text)) continue;
    const path = ["clusters", index, "environment"];
    issues.push({ code: "invalid_value", input: text, path, values: known });
  }
}
