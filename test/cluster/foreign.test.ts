import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distributionOfVersion } from "../../src/cluster/node-distribution.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { file } from "./sources.ts";

/** The clusters of a file as `name distribution version@line:column`. */
function clustersOf(path: string, text: string): readonly string[] {
  return readCluster([file(path, text)]).clusters.map(({ name, distribution, declaredVersion: declared }) => {
    const version = declared && ` ${declared.version}@${declared.origin.line}:${declared.origin.column}`;
    return `${name} ${distribution}${version ?? ""}`;
  });
}

describe("recognised by its own files:", () => {
  test.each([
    [
      "k3d",
      "k3d/dev.yaml",
      "apiVersion: k3d.io/v1alpha5\nkind: Simple\nmetadata:\n  name: dev\nservers: 1\nimage: docker.io/rancher/k3s:v1.30.4-k3s1\n",
      "dev k3s 1.30.4+k3s1@6:8",
    ],
    [
      "k3s in a cloud-init",
      "prod/user-data.yaml",
      '#cloud-config\nruncmd:\n  # INSTALL_K3S_VERSION=v1.1.1\n  - curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION="v1.30.4+k3s1" sh -\n',
      "prod k3s 1.30.4+k3s1@4:57",
    ],
    [
      "k3s in Ansible's variables",
      "inventory/lab/group_vars/all.yml",
      "ansible_user: x\nk3s_version: v1.30.2+k3s1\n",
      "k3s 1.30.2+k3s1@2:14",
    ],
    [
      "RKE2's configuration",
      "edge/etc/rancher/rke2/config.yaml",
      "tls-san:\n  - a.example.com\nserver: https://x:9345\n",
      "edge rke2",
    ],
    [
      "a cluster that Rancher provisions",
      "r.yaml",
      "apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nmetadata: { name: r }\nspec:\n  kubernetesVersion: v1.28.9+rke2r1\n",
      "r rke2 1.28.9+rke2r1@5:22",
    ],
    [
      "Talos, a machine's file",
      "t/controlplane.yaml",
      "version: v1alpha1\nmachine:\n  type: controlplane\n  kubelet: { image: 'ghcr.io/siderolabs/kubelet:v1.30.1' }\ncluster:\n  clusterName: tal\n  apiServer:\n    image: registry.k8s.io/kube-apiserver:v1.30.2\n",
      "tal talos 1.30.2@8:12",
    ],
    [
      "Talos through talhelper",
      "talconfig.yaml",
      "---\nclusterName: home\ntalosVersion: v1.7.0\nkubernetesVersion: v1.30.0\n",
      "home talos 1.30.0@4:20",
    ],
    [
      "Talos through Omni",
      "omni.yaml",
      "kind: Cluster\nname: o\nkubernetes:\n  version: v1.29.1\ntalos:\n  version: v1.6.4\n---\nkind: Workers\n",
      "o talos 1.29.1@4:12",
    ],
    [
      "kOps",
      "kops/cluster.yaml",
      "apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata:\n  name: k.example.com\nspec:\n  kubernetesVersion: 1.29.3\n",
      "k.example.com kops 1.29.3@6:22",
    ],
    [
      "k0s",
      "k0sctl.yaml",
      "apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: Cluster\nmetadata: { name: k }\nspec:\n  k0s: { version: 1.30.2+k0s.0 }\n",
      "k k0s 1.30.2+k0s.0@5:19",
    ],
    [
      "k0s as k0sctl's older files write it",
      "k0sctl.yaml",
      "apiVersion: k0sctl.k0sproject.io/v1beta1\nkind: cluster\nmetadata: { name: k }\nspec:\n  k0s: { version: v1.30.2+k0s.0 }\n",
      "k k0s 1.30.2+k0s.0@5:19",
    ],
    [
      "EKS through eksctl",
      "e.yaml",
      "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: basic, region: eu-west-1, version: '1.30' }\n",
      "basic eks 1.30@3:55",
    ],
    [
      "EKS in Terraform",
      "live/eks/main.tf",
      'resource "aws_eks_cluster" "this" {\n  name    = "prod"\n  vpc_config { version = "no" }\n  version = "1.30" # pinned\n}\n',
      "prod eks 1.30@4:14",
    ],
    [
      "EKS through its module",
      "live/blue/eks.tf",
      'module "eks" {\n  source          = "terraform-aws-modules/eks/aws"\n  cluster_name    = "blue"\n  cluster_version = "1.31"\n}\n',
      "blue eks 1.31@4:22",
    ],
    [
      "EKS Anywhere",
      "a.yaml",
      "apiVersion: anywhere.eks.amazonaws.com/v1alpha1\nkind: Cluster\nmetadata: { name: a }\nspec: { kubernetesVersion: '1.29' }\n",
      "a eks-anywhere 1.29@4:29",
    ],
    [
      "GKE through Config Connector",
      "g.yaml",
      "apiVersion: container.cnrm.cloud.google.com/v1beta1\nkind: ContainerCluster\nmetadata: { name: g }\nspec:\n  minMasterVersion: 1.30.5-gke.1014001\n",
      "g gke 1.30.5-gke.1014001@5:21",
    ],
    [
      "GKE in Terraform",
      "g.tf",
      'resource "google_container_cluster" "x" {\n  name               = "g"\n  min_master_version = "1.30.5-gke.100"\n}\n',
      "g gke 1.30.5-gke.100@3:25",
    ],
    [
      "AKS in Terraform",
      "aks.tf",
      '# a\nresource "azurerm_kubernetes_cluster" "x" {\n  name = "aks1"\n  kubernetes_version = "1.29.7"\n}\n',
      "aks1 aks 1.29.7@4:25",
    ],
    [
      "AKS through the service operator",
      "aks.yaml",
      "apiVersion: containerservice.azure.com/v1api20231001\nkind: ManagedCluster\nmetadata: { name: m }\nspec: { kubernetesVersion: 1.29.7 }\n",
      "m aks 1.29.7@4:28",
    ],
    [
      "OpenShift",
      "install-config.yaml",
      "apiVersion: v1\nbaseDomain: example.com\nmetadata: { name: ocp }\ncontrolPlane: { replicas: 3 }\nplatform: { none: {} }\n",
      "ocp openshift",
    ],
    [
      "MicroK8s",
      "lab/user-data.yaml",
      "#cloud-config\nruncmd:\n  - snap install microk8s --classic --channel=1.30/stable\n",
      "lab microk8s 1.30@3:47",
    ],
  ] as const)("%s", (...[, path, text, expected]) => {
    const [found, ...others] = clustersOf(path, text);
    expect(others).toEqual([]);
    expect(found).toContain(expected);
  });

  test("which is said once a cluster, with the line and what can still be done", () => {
    const { findings } = readCluster([
      file(
        "k/cluster.yaml",
        "# kOps\napiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: { name: k }\nspec: { kubernetesVersion: 1.29.3 }\n",
      ),
    ]);
    expect(findings.filter(({ id }) => id === "not-managed-by-kubeadm")).toMatchObject([
      {
        severity: "notice",
        certainty: "proven",
        cluster: "k",
        places: [{ path: "k/cluster.yaml", line: 3, column: 7 }],
        why: expect.stringMatching(
          /kOps, not managed by kubeadm: .* version skew, .* kubeadm plan does not apply/,
        ),
      },
    ]);
  });
});

test("a Plan of the system-upgrade-controller is a wish, never the running version", () => {
  const text =
    "apiVersion: upgrade.cattle.io/v1\nkind: Plan\nmetadata: { name: server-plan }\nspec:\n  version: v1.31.1+k3s1\n  upgrade: { image: rancher/k3s-upgrade }\n";
  const [cluster] = readCluster([file("prod/plan.yaml", text)]).clusters;
  expect(cluster).toMatchObject({ name: "prod", distribution: "k3s", desiredVersion: "1.31.1+k3s1" });
  expect(cluster?.declaredVersion).toBeUndefined();
  expect(cluster?.controlPlane.apiServers).toEqual([]);
});

function machine(type: string, version: string): string {
  return `version: v1alpha1\nmachine:\n  type: ${type}\n  kubelet:\n    image: ghcr.io/siderolabs/kubelet:${version}\ncluster:\n  clusterName: tal\n`;
}

test("the files of Talos' machines make one cluster, workers with a version of their own", () => {
  const { clusters } = readCluster([
    file("t/controlplane.yaml", machine("controlplane", "v1.30.1")),
    file("t/worker.yaml", machine("worker", "v1.29.4")),
  ]);
  expect(
    clusters.map(({ name, nodes }) => [
      name,
      nodes.map(({ role, kubeletVersion }) => [role, kubeletVersion]),
    ]),
  ).toEqual([
    [
      "tal",
      [
        ["control-plane", "1.30.1"],
        ["worker", "1.29.4"],
      ],
    ],
  ]);
});

test("pools are counted where their size is written", () => {
  const text =
    "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: b, version: '1.30' }\nmanagedNodeGroups:\n  - { name: ng-1, desiredCapacity: 4 }\n  - { name: ng-2 }\n";
  const [cluster] = readCluster([file("b.yaml", text)]).clusters;
  expect(cluster?.nodes.map(({ name, count, role }) => [name, count, role])).toEqual([["ng-1", 4, "worker"]]);
});

test("a version that Terraform computes is said to be unresolved", () => {
  const { clusters, findings } = readCluster([
    file(
      "live/main.tf",
      'resource "aws_eks_cluster" "x" {\n  name    = "x"\n  version = var.kubernetes_version\n}\n',
    ),
  ]);
  expect(clusters).toMatchObject([{ name: "x", distribution: "eks" }]);
  expect(findings.find(({ id }) => id === "unresolved-version")?.places).toEqual([
    { path: "live/main.tf", line: 3, column: 13 },
  ]);
});

describe("no cluster is made of", () => {
  test.each([
    [
      "ordinary Terraform",
      "main.tf",
      'resource "aws_instance" "k8s" {\n  version = "1.30"\n}\nresource "kubernetes_deployment" "x" {}\n',
    ],
    [
      "Terraform in a heredoc",
      "main.tf",
      'resource "local_file" "x" {\n  content = <<-EOT\n    resource "aws_eks_cluster" "x" {\n      version = "1.30"\n    }\n  EOT\n}\n',
    ],
    [
      "Terraform in comments",
      "main.tf",
      '# resource "aws_eks_cluster" "x" {}\n/* resource "aws_eks_cluster" "y" {\n version = "1.30" }\n*/\n// resource "aws_eks_cluster" "z" {}\n',
    ],
    [
      "data about a cluster",
      "main.tf",
      'data "aws_eks_cluster" "x" {\n  name = "prod"\n  version = "1.30"\n}\n',
    ],
    [
      "a module that gets its version",
      "modules/eks/main.tf",
      'resource "aws_eks_cluster" "x" {\n  version = var.version\n}\n',
    ],
    [
      "a part of a module",
      "main.tf",
      'module "karpenter" {\n  source = "terraform-aws-modules/eks/aws//modules/karpenter"\n  cluster_version = "1.30"\n}\n',
    ],
    [
      "another Cluster",
      "c.yaml",
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: pg }\nspec: { kubernetesVersion: 1.29.3 }\n",
    ],
    ["an application's config.yaml", "app/config.yaml", "server: https://x\ntoken: y\n"],
    [
      "an upgrade Plan of something else",
      "p.yaml",
      "apiVersion: upgrade.cattle.io/v1\nkind: Plan\nmetadata: { name: os }\nspec: { version: v1.2.3, upgrade: { image: example/os-upgrade } }\n",
    ],
    ["a version of something called k3s", "values.yaml", "k3s_version: latest\nmicrok8s: true\n"],
    ["an application's machine", "m.yaml", "version: v1alpha1\nmachine: washing\n"],
  ])("%s", (_, path, text) => {
    expect(clustersOf(path, text)).toEqual([]);
  });
});

test.each([
  ["v1.30.4+k3s1", "k3s"],
  ["v1.27.6+rke2r1", "rke2"],
  ["v1.30.2+k0s.0", "k0s"],
  ["v1.30.2-eks-abc123", "eks"],
  ["v1.28.5-gke.100", "gke"],
  ["v1.30.2", undefined],
  ["v1.30.0-rc.1", undefined],
  ["", undefined],
])("the version %s is a build of %s", (version, distribution) => {
  expect(distributionOfVersion(version)).toBe(distribution);
});

test("no Terraform, however broken, makes reading throw or hang", () => {
  const part = fc.constantFrom(
    'resource "aws_eks_cluster" "x" {',
    "}",
    "{",
    '"',
    "<<EOF\n",
    "EOF\n",
    "/*",
    "*/",
    "#",
    "//",
    "version = ",
    '"1.30"',
    "\n",
    "a=",
    "${",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
      expect(readCluster([{ path: "a.tf", text: `aws_eks_cluster ${parts.join("")}` }]).unread).toEqual([]);
    }),
  );
});

test.each(["<<A\n", "/* ", "a=", '"', "resource ", "{"])(
  "Terraform of nothing but %j is read in one go",
  (part) => {
    const text = `resource "aws_eks_cluster" "x" {\n${part.repeat(200_000)}`;
    expect(readCluster([{ path: "x/a.tf", text }]).clusters).toMatchObject([{ name: "x" }]);
  },
);
