import * as z from "zod/mini";
import { noted } from "../source/schema-notes.ts";

const workflowFile = z
  .string()
  .check(z.regex(/^\.github\/workflows\/[^/\s]+\.ya?ml$/, "a file of .github/workflows, .yml or .yaml"));

const kubeProxy = noted(z.enum(["official", "strict"]), {
  description:
    "How far kube-proxy may trail the API servers: `official` as the version skew policy says (three minors), `strict` one minor only.",
  default: "official",
});

const controlPlaneReach = noted(z.enum(["any", "local"]), {
  description:
    "Which API servers the controller-manager and scheduler talk to: `local`, the one beside them, as kubeadm wires them; `any`, through a load balancer. Without it: `any` for clusters that another distribution made, else `local`.",
});

const advisory = noted(z.boolean(), {
  description: "Failures are reported as neutral, which a required check lets pass, and the report says so.",
  default: false,
});

const failOn = noted(z.enum(["blocker", "risk", "notice"]), {
  description: "The least severity of a finding that fails the check.",
  default: "blocker",
});

/** How strictly a cluster's versions are judged. */
export const clusterPolicy = noted(
  z.strictObject({
    kubeProxy: z.exactOptional(kubeProxy),
    controlPlaneReach: z.exactOptional(controlPlaneReach),
  }),
  {
    description:
      "How strictly versions are judged here; what is not said comes from the level above. Taken from the base branch only.",
  },
);

/** How strictly the repository is judged, and what a verdict costs. */
export const policy = noted(
  z.strictObject({
    kubeProxy: z.exactOptional(kubeProxy),
    controlPlaneReach: z.exactOptional(controlPlaneReach),
    advisory: z.exactOptional(advisory),
    failOn: z.exactOptional(failOn),
  }),
  {
    description:
      "How strictly versions are judged, and what a finding costs. Taken from the base branch only.",
  },
);

/** Who may ask Kubehop for something in a comment. */
export const commands = noted(
  z.strictObject({
    permission: z.exactOptional(
      noted(z.enum(["triage", "write", "maintain", "admin"]), {
        description:
          "The least role in the repository that may use slash-commands. Everybody else gets one 👎 reaction.",
        default: "write",
      }),
    ),
  }),
  { description: "Who may use slash-commands. Taken from the base branch only." },
);

/** How playbooks are run that are asked for in comments. */
export const playbooks = noted(
  z.strictObject({
    workflow: z.exactOptional(
      noted(workflowFile, {
        description: "The workflow on the default branch that runs a playbook asked for in a comment.",
        default: ".github/workflows/playbook.yml",
        examples: [".github/workflows/validate.yaml"],
      }),
    ),
    requireRecommended: z.exactOptional(
      noted(z.boolean(), {
        description: "A run below the playbook's recommended path ends as neutral, not as success.",
        default: false,
      }),
    ),
  }),
  { description: "How playbooks are run that are asked for in comments. Taken from the base branch only." },
);

/** Minutes, as a team measured them. */
function minutes(description: string, usual: number) {
  const schema = z.int().check(z.gte(0), z.lte(1_440));
  return z.exactOptional(noted(schema, { description, default: usual }));
}

/** What the estimate of a plan rests on. */
const times = z.strictObject({
  apply: minutes("Minutes of one `kubeadm upgrade apply`.", 3),
  upgradeNode: minutes("Minutes of one `kubeadm upgrade node`.", 1),
  drain: minutes("Minutes of one drain, with the kubelet's restart and the way back.", 4),
});

/** How plans are made where the command does not say. */
export const planSettings = noted(
  z.strictObject({
    strategy: z.exactOptional(
      noted(z.enum(["fewest-drains", "node-by-node"]), {
        description:
          "`fewest-drains` lets kubelets trail as far as the policy and kubeadm allow; `node-by-node` drains every node at every hop.",
        default: "fewest-drains",
      }),
    ),
    packageManager: z.exactOptional(
      noted(z.enum(["apt", "dnf", "zypper"]), {
        description: "The package tool of nodes whose operating system no file names.",
      }),
    ),
    times: z.exactOptional(
      noted(times, {
        description: "How long things take in these clusters: what a plan's estimate rests on.",
      }),
    ),
  }),
  { description: "How plans are made where the command does not say." },
);
