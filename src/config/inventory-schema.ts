import * as z from "zod/mini";
import { noted } from "../source/schema-notes.ts";
import { name, version, versionFrom } from "./schema-parts.ts";

const EITHER = "version or versionFrom, not both";
const versionKeys = {
  version: z.exactOptional(noted(version, { description: "The version itself.", examples: ["1.34.6"] })),
  versionFrom: z.exactOptional(versionFrom),
};

interface Versioned {
  readonly version?: string;
  readonly versionFrom?: object;
}

function saysOnce(entry: Versioned): boolean {
  return entry.version === undefined || entry.versionFrom === undefined;
}

const exactlyOnce = z.refine<Versioned>(
  ({ version: written, versionFrom: kept }: Versioned) => (written === undefined) !== (kept === undefined),
  "exactly one of version and versionFrom",
);
const ONE_OF_BOTH = [{ required: ["version"] }, { required: ["versionFrom"] }];

/** The kubectl that people and pipelines talk to a cluster with. */
export const kubectl = noted(z.strictObject(versionKeys).check(exactlyOnce), {
  description: "The kubectl that this cluster is talked to with: within one minor of every API server.",
  oneOf: ONE_OF_BOTH,
});

const controlPlane = noted(
  z
    .strictObject({
      ...versionKeys,
      endpoint: z.exactOptional(
        noted(z.string().check(z.maxLength(300)), {
          description: "Host and port of the API server's load balancer.",
          examples: ["api.prod.example.com:6443"],
        }),
      ),
    })
    .check(exactlyOnce),
  {
    description: "The control plane's version, which its API servers run.",
    oneOf: ONE_OF_BOTH,
  },
);

const node = noted(
  z
    .strictObject({
      name: noted(name, { description: "The node's name, or the pool's where `count` is given." }),
      role: z.exactOptional(
        noted(z.enum(["control-plane", "worker"]), {
          description: "What the node does.",
          default: "worker",
        }),
      ),
      ...versionKeys,
      count: z.exactOptional(
        noted(z.int().check(z.gte(1), z.lte(100_000)), {
          description: "How many nodes this entry stands for.",
        }),
      ),
      pool: z.exactOptional(noted(name, { description: "The pool that the node belongs to." })),
      os: z.exactOptional(
        noted(z.string().check(z.maxLength(200)), {
          description: "The operating system as `kubectl get nodes -o wide` prints it.",
          examples: ["Ubuntu 24.04.1 LTS"],
        }),
      ),
      runtime: z.exactOptional(
        noted(
          z
            .string()
            .check(
              z.regex(
                /^(?:containerd|cri-o|docker):\/\/\d+\.\d[\w.+~-]*$/,
                "a runtime and its version such as containerd://2.1.4",
              ),
            ),
          {
            description: "The container runtime as `kubectl get nodes -o wide` prints it.",
            examples: ["containerd://2.1.4"],
          },
        ),
      ),
    })
    .check(z.refine(saysOnce, EITHER)),
  { description: "A node, or with `count` a pool. Without a version it runs the control plane's." },
);

const etcd = noted(
  z.strictObject({
    topology: noted(z.enum(["stacked", "external"]), {
      description:
        "`stacked`: kubeadm runs a member on each control-plane node; `external`: somebody else does.",
    }),
    version: z.exactOptional(
      noted(z.string().check(z.regex(/^v?\d+\.\d+\.\d+(?:-\d+)?$/, "etcd's own version such as 3.5.24")), {
        description: "etcd's own version.",
        examples: ["3.5.24"],
      }),
    ),
    endpoints: z.exactOptional(
      noted(z.array(z.string().check(z.maxLength(300))), { description: "Its members' client URLs." }),
    ),
  }),
  { description: "The etcd behind the API servers. Without it nothing is known about etcd." },
);

/** A cluster that no file describes, told right in the configuration. */
export const inventory = noted(
  z.strictObject({
    controlPlane,
    nodes: z.exactOptional(noted(z.array(node), { description: "The cluster's nodes." })),
    etcd: z.exactOptional(etcd),
  }),
  { description: "The cluster itself, where no file of the repository describes it." },
);
