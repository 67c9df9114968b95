import { z } from "zod";

const version = z
  .string()
  .regex(/^1\.(0|[1-9]\d*)(\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?)?$/)
  .describe("A version without a leading v; its patch is missing only where no file tells it.");
const fullVersion = z
  .string()
  .regex(/^1\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/)
  .describe("A full version: 1.35.6.");

const command = z.strictObject({
  run: z
    .string()
    .regex(/^[^\r\n]+$/)
    .describe("One command line."),
  on: z.string().min(1).describe("A node's name, or `workstation`: a machine with kubectl and admin rights."),
  expect: z.string().optional().describe("What the output must show, in words or as the literal text."),
});

const common = {
  id: z.string().min(1).describe("Unique in the plan: hop-1.07-apply-cp-1."),
  phase: z.string().min(1),
  role: z.enum(["control-plane", "worker"]).optional(),
  commands: z.array(command),
  why: z.string().min(1),
  undo: z.string().optional(),
  runbook: z.string().optional().describe("Path of a page in the Kubehop repository."),
};
const node = z
  .string()
  .min(1)
  .describe("A node of the cluster, or the name of a pool known by its replicas only.");

const step = z
  .discriminatedUnion("action", [
    z.strictObject({
      ...common,
      action: z.enum(["upgrade-kubeadm", "apply", "upgrade-node", "upgrade-kubelet"]),
      node,
      version: fullVersion,
    }),
    z.strictObject({
      ...common,
      action: z.literal("pin-repository"),
      node: node.optional(),
      version: fullVersion,
    }),
    z.strictObject({ ...common, action: z.enum(["drain", "uncordon"]), node }),
    z.strictObject({
      ...common,
      action: z.literal("set-image"),
      node,
      version: z.string().describe("An image's version: 3.5.32-0."),
    }),
    z.strictObject({
      ...common,
      action: z.enum(["check", "backup", "snapshot-etcd", "plan", "verify", "approve", "rollback"]),
      node: node.optional(),
      version: version.optional(),
    }),
  ])
  .describe("One thing to do. Every action that changes a version carries it in full.");

const hop = z.strictObject({
  from: version,
  to: fullVersion.describe("Equals `from` where only kubelets move or the cluster catches up."),
  kubeadm: fullVersion.describe("The kubeadm that this hop installs."),
  steps: z.array(step).min(1),
  pointOfNoReturn: z.string().describe("Id of the step after which only a restore from backup leads back."),
  rollback: z.string().min(1),
});

const place = z.strictObject({
  path: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  object: z
    .strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string().optional(),
      namespace: z.string().optional(),
    })
    .optional(),
  class: z.enum(["object", "reference"]).optional(),
});

/** Checks may add members of their own to a finding. */
const finding = z.looseObject({
  id: z.string(),
  title: z.string(),
  severity: z.enum(["blocker", "risk", "notice"]),
  certainty: z.enum(["proven", "likely", "unknown"]),
  appliesTo: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
  places: z.array(place),
  why: z.string(),
  fix: z.strictObject({ text: z.string(), patch: z.string().optional() }),
  runbook: z.string(),
  sources: z.array(z.string()),
  cluster: z.string().optional(),
  replacement: z
    .strictObject({ apiVersion: z.string(), kind: z.string() })
    .nullable()
    .optional()
    .describe("Of a finding about an API: what to write instead; null where nothing replaces it."),
  window: z
    .strictObject({ from: z.string(), until: z.string().nullable() })
    .nullable()
    .optional()
    .describe("The minors that serve the API and its replacement; until is null while both are served."),
});

const count = z.int().min(0);

/** The Plan JSON of every door, as `schemas/plan.schema.json` publishes it. */
export const planSchema = z.strictObject({
  schemaVersion: z.literal(1),
  cluster: z.string(),
  from: z.union([version, z.literal("unknown")]),
  to: z.string().describe("A full version, or what was asked for where that is not known."),
  strategy: z.enum(["fewest-drains", "node-by-node"]),
  verdict: z.enum(["ready", "blocked", "unknown"]),
  nothingToDo: z.literal(true).optional(),
  hops: z.array(hop),
  drains: z.strictObject({ planned: count, minimum: count, nodeByNode: count }),
  findings: z.array(finding),
  facts: z.strictObject({ asOf: z.iso.date(), sources: z.array(z.string()) }),
});

/** The schema as JSON Schema (2020-12), ready to be written. */
export function planSchemaText(): string {
  const schema = z.toJSONSchema(planSchema, { target: "draft-2020-12" });
  const { $schema, ...rest } = schema;
  const head = { $schema, $id: "plan.schema.json", title: "Kubehop plan" };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}
