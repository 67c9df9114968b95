import { unlistedNodes } from "../../cluster/unlisted-nodes.ts";
import type { Check } from "../check.ts";

/** A plan counts drains and minutes by the nodes; without a list of them neither is known. */
export const listedNodesCheck: Check = {
  name: "listed-nodes",
  reads: ["whether any file lists the nodes"],
  findings: [
    {
      id: "nodes-unknown",
      title: "No file lists the nodes",
      meaning: "The control plane is known, the nodes are not: kubelets, drains and time stay open.",
    },
  ],
  run: ({ cluster }) => unlistedNodes(cluster),
};
