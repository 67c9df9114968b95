import type { FindingDescription } from "./check.ts";
import { checks } from "./registry.ts";

/** What the readers of files and of the configuration may find. */
const READING: readonly FindingDescription[] = [
  {
    id: "no-cluster-found",
    title: "No cluster was found",
    meaning: "No file in the directory describes a cluster.",
  },
  {
    id: "configured-cluster-missing",
    title: "A configured cluster is not there",
    meaning: "`.github/kubehop.yml` names a cluster or a source that no file gives.",
  },
  {
    id: "sources-disagree",
    title: "Two sources disagree",
    meaning: "Two files tell different versions for the same thing.",
  },
  {
    id: "ambiguous-source",
    title: "A file could belong to more than one cluster",
    meaning: "A source lies where several clusters could own it.",
  },
  {
    id: "unresolved-version",
    title: "A version is a variable that nothing resolves",
    meaning: "The file names a variable, a template or a reference, and no default for it.",
  },
  {
    id: "version-label",
    title: "A label is no version",
    meaning: "The file says `stable`, `latest` or `stable-1.30`.",
  },
  {
    id: "unreadable-version",
    title: "A text in a version's place is no version",
    meaning: "The file has something else where a version belongs.",
  },
  {
    id: "version-patched",
    title: "A version is changed by a patch",
    meaning: "A kustomize or template patch changes the version that the file shows.",
  },
  {
    id: "version-source-unreadable",
    title: "The file that a version should come from cannot be read",
    meaning: "`versionFrom` points at a file, path or pattern that gives no version.",
  },
  {
    id: "image-without-version",
    title: "An image does not tell its version",
    meaning: "A pod's image is named by a digest only, or by a tag that is no version.",
  },
  {
    id: "api-server-version-inferred",
    title: "The API servers' version is inferred from kubelets",
    meaning: "No static pods and no configuration were read, so the control-plane nodes' kubelets stand in.",
  },
  {
    id: "control-plane-unknown",
    title: "The control plane is not described",
    meaning: "Nodes or settings were read and nothing that tells the control plane's version.",
  },
  {
    id: "replicas-unknown",
    title: "A pool's size is not written down",
    meaning: "An autoscaler or a variable decides the number of machines.",
  },
  {
    id: "not-managed-by-kubeadm",
    title: "Not managed by kubeadm",
    meaning: "The files belong to a distribution with its own upgrade.",
  },
  {
    id: "unknown-kubeadm-api",
    title: "A kubeadm configuration of an unknown API version",
    meaning: "The file's `apiVersion` is none that kubeadm has or had.",
  },
  {
    id: "invalid-configuration",
    title: "The configuration of Kubehop is not valid",
    meaning: "`.github/kubehop.yml` has an error.",
  },
  {
    id: "file-not-read",
    title: "A file looked like a cluster's and could not be read",
    meaning: "Its line and reason stand in the report.",
  },
  {
    id: "kubespray-default-version",
    title: "kubespray's own default decides the version",
    meaning: "No file sets `kube_version`, so the installed release of kubespray decides.",
  },
];

/** What the means of leaving findings out may find about themselves. */
const IGNORING: readonly FindingDescription[] = [
  {
    id: "ignore-expired",
    title: "An ignore entry is over",
    meaning: "The last day of an entry of `ignore` has passed, so its findings are told again.",
  },
  {
    id: "ignore-without-reason",
    title: "An ignore comment gives no reason",
    meaning: "A comment without a reason is not followed.",
  },
];

/** What the comparison of a pull request's base and head may find. */
const CHANGE: readonly FindingDescription[] = [
  {
    id: "cluster-vanished",
    title: "A cluster is no longer described",
    meaning: "The base of the pull request describes a cluster that its head does not.",
  },
  {
    id: "version-goes-down",
    title: "The change lowers the cluster's version",
    meaning: "The pull request names an older version than its base.",
  },
  {
    id: "skips-minor",
    title: "The change skips a minor",
    meaning: "The pull request goes up by more than one minor.",
  },
];

/** Every finding that any part of Kubehop can report, by id and in the order of the ids. */
export const findingCatalogue: readonly FindingDescription[] = [
  ...checks.flatMap(({ findings }) => findings),
  ...READING,
  ...CHANGE,
  ...IGNORING,
].toSorted((one, other) => (one.id < other.id ? -1 : 1));
