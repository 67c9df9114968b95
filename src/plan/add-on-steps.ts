import type { HopContext } from "./hop-context.ts";
import { onNode, onWorkstation, type StepDraft } from "./step-draft.ts";

/** kubeadm moves these by itself with the last control-plane node. */
const MOVED_BY_KUBEADM = /^(?:coredns|kube-proxy|velero)$/i;
/** The minor that converts admin.conf and makes super-admin.conf. */
const SUPER_ADMIN = 29;

/** What follows the control plane but is not kubeadm's: credentials, the cloud provider's controllers, CNI, CSI. */
export function addOnSteps(hop: HopContext): readonly StepDraft[] {
  if (hop.leg.operations.length === 0 || hop.fromMinor === hop.toMinor) return [];
  return [...superAdmin(hop), ...cloudControllers(hop), ...addOns(hop)];
}

function superAdmin(hop: HopContext): readonly StepDraft[] {
  if (hop.toMinor !== SUPER_ADMIN) return [];
  const [node] = hop.terrain.controlPlanes;
  return [
    {
      id: "",
      phase: "add-ons",
      action: "check",
      node: node.name,
      role: node.role,
      commands: [
        onNode(node, "sudo ls -l /etc/kubernetes/super-admin.conf /etc/kubernetes/admin.conf", "both files"),
      ],
      runbook: "docs/runbooks/super-admin-conf.md",
      why: "From 1.29 admin.conf no longer bypasses RBAC and super-admin.conf does: keep it as the key behind glass, off the node. With an external CA kubeadm cannot make either; make both by hand.",
    },
  ];
}

/** Its version is the provider's own, so no image is named here. */
function cloudControllers(hop: HopContext): readonly StepDraft[] {
  if (hop.terrain.cluster.controlPlane.cloudControllerManagers.length === 0) return [];
  return [
    {
      id: "",
      phase: "add-ons",
      action: "approve",
      commands: [
        onWorkstation(
          'kubectl get pods -A -o jsonpath=\'{range .items[*]}{.metadata.namespace}/{.metadata.name}{" "}{.spec.containers[*].image}{"\\n"}{end}\' | grep -i cloud-controller-manager',
          `the provider's release for 1.${hop.toMinor}`,
        ),
      ],
      runbook: "docs/runbooks/skew-cloud-controller-manager.md",
      why: `A cloud-controller-manager may be one minor older than the API servers and never newer: move it to the provider's release for 1.${hop.toMinor} now, before the next hop.`,
    },
  ];
}

function addOns(hop: HopContext): readonly StepDraft[] {
  const named = hop.terrain.cluster.addons.filter(({ name }) => !MOVED_BY_KUBEADM.test(name));
  if (named.length === 0) return [];
  const list = named
    .map(({ name, version }) => (version === undefined ? name : `${name} ${version}`))
    .join(", ");
  return [
    {
      id: "",
      phase: "add-ons",
      action: "approve",
      commands: [
        onWorkstation(
          "kubectl get pods -A --field-selector=status.phase!=Running,status.phase!=Succeeded",
          "No resources found",
        ),
      ],
      runbook: "docs/runbooks/addon-not-listed.md",
      why: `Add-ons in the files: ${list}. Move those whose range ends below 1.${hop.toMinor} to a release that supports it; the findings say which ones are known. CoreDNS and kube-proxy were moved by kubeadm.`,
    },
  ];
}
