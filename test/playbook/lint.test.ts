import { describe, expect, test } from "vitest";
import { findingsIn, SMALL } from "./documents.ts";

/** The codes of the warnings about a variant with these commands. */
function codes(level: number, commands: readonly string[], more: Readonly<Record<string, unknown>> = {}) {
  const variant = { commands, expected_output: "ok", validates: "it works", ...more };
  return codesOf({ [`path_${level}`]: variant }, level);
}

function codesOf(variants: object, recommended: number, rest: readonly object[] = []) {
  const steps = [{ name: "one", description: "One.", variants }, ...rest];
  const levels = { recommended_path: recommended, minimum_path: 0 };
  const playbook = { name: "linted", description: "Linted.", ...levels, steps };
  const text = JSON.stringify({ playbook });
  expect(findingsIn(text)).toEqual([]);
  return findingsIn(text, "warning").map((finding) => finding.split(" ")[2]);
}

test("a playbook that is fine has no warning", () => {
  expect(findingsIn(SMALL, "warning")).toEqual([]);
});

describe("a cluster that nothing removes", () => {
  test.each([
    [1, "kind create cluster --name shop --wait 120s"],
    [1, "kind --quiet create cluster"],
    [1, "if ! kind get clusters | grep -q shop; then kind create cluster; fi"],
    [2, "minikube start --profile shop"],
    [4, "KIND_EXPERIMENTAL_PROVIDER=podman kind create cluster"],
    [1, "k3d cluster create shop"],
    [3, "eksctl create cluster -f cluster.yaml"],
    [3, "gcloud container clusters create-auto shop"],
    [3, "terraform apply -auto-approve"],
  ])("path %i: %s", (level, command) => {
    expect(codes(level, [command])).toEqual(["missing-teardown"]);
    expect(codes(level, [command], { teardown: ["kind delete cluster"] })).toEqual([]);
  });

  test("points at the variant", () => {
    const text = SMALL.replace("[echo hello]", "[kind create cluster]");
    expect(findingsIn(text, "warning")).toEqual(["11:11 /playbook/steps/0/variants/path_0 missing-teardown"]);
  });

  test.each([
    [
      "it is removed on exit by the command itself",
      "trap 'kind delete cluster' EXIT; kind create cluster; kubectl get nodes",
    ],
    ["it is only talked about", "echo 'run kind create cluster first'"],
    ["it is no cluster that is made", "kind get clusters"],
    ["help is asked for", "kind create cluster --help"],
  ])("not where %s", (_, command) => {
    expect(codes(1, [command])).toEqual([]);
  });

  test("not where another step of the path removes it", () => {
    const variant = { commands: ["kind create cluster"], expected_output: "ok", validates: "a cluster" };
    const last = {
      name: "two",
      description: "Two.",
      variants: { path_1: { ...variant, commands: ["true"], teardown: ["kind delete cluster --name kind"] } },
    };
    expect(codesOf({ path_1: variant }, 1, [last])).toEqual([]);
  });
});

describe("expected output", () => {
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ["is missing", { expected_output: undefined }, ["no-expected-output"]],
    ["is blank", { expected_output: " \n" }, ["no-expected-output"]],
    ["is a text", { expected_output: "ok" }, []],
  ])("%s", (_, more, expected) => {
    expect(codes(0, ["true"], more)).toEqual(expected);
  });

  test("points at the key that is missing, or at the blank", () => {
    expect(findingsIn(SMALL.replace("          expected_output: hello\n", ""), "warning")).toEqual([
      "11:11 /playbook/steps/0/variants/path_0/expected_output no-expected-output",
    ]);
    expect(findingsIn(SMALL.replace("output: hello", "output: ''"), "warning")).toEqual([
      "12:28 /playbook/steps/0/variants/path_0/expected_output no-expected-output",
    ]);
  });

  test.each([
    ["helm lint chart/", "0 chart(s) linted, 0 chart(s) failed", ["impossible-output"]],
    ["helm lint chart/", "1 chart(s) linted, 0 chart(s) failed", []],
    ["helm lint a b c d e f g h i j", "10 chart(s) linted, 0 chart(s) failed", []],
    ["cat lint.log", "0 chart(s) linted, 0 chart(s) failed", []],
    ["kubectl --context a apply --dry-run=server -f x", "created (dry run)", ["impossible-output"]],
    ["kubectl --context a apply --dry-run=server -f x", "created (server dry run)", []],
    ["kubectl --context a apply --dry-run=client -f x", "created (server dry run)", ["impossible-output"]],
    ["printf ok", "\u001b[32mok", ["impossible-output"]],
    ["printf ok", "one\r\ntwo", ["impossible-output"]],
  ])("of %s: %j", (command, output, expected) => {
    expect(codes(0, [command], { expected_output: output })).toEqual(expected);
  });
});

test("a step without a variant for the recommended path", () => {
  const text = SMALL.replace("recommended_path: 0", "recommended_path: 1");
  expect(findingsIn(text, "warning")).toEqual([
    "10:9 /playbook/steps/0/variants/path_1 no-recommended-variant",
  ]);
});

describe("what ends with its command", () => {
  test.each([
    "cd deploy",
    "cd deploy || exit 1",
    "export KUBECONFIG=/kube/config",
    "export A=1 B=2",
    "NAME=shop",
    'URL="http://$(minikube ip); x"',
    "pushd chart\nexport X=1",
    "set -euo pipefail",
  ])("is told alone: %s", (command) => {
    expect(codes(1, [command])).toEqual(["lost-shell-state"]);
  });

  test.each([
    "cd deploy && helm lint .",
    "cd deploy\nhelm lint .",
    "(cd deploy; helm lint .)",
    "NAME=shop ./check.sh",
    "export X=1; ./check.sh",
    'echo "cd deploy"',
    "cdk synth",
    "# cd deploy\n./check.sh",
    "cat <<EOF | ./apply.sh\ncd deploy\nEOF",
  ])("is fine with others: %s", (command) => {
    expect(codes(1, [command])).toEqual([]);
  });
});

describe("kubectl", () => {
  test.each([
    [0, "kubectl apply --dry-run=server -f deploy"],
    [2, "kubectl get pods"],
    [3, "kubectl -n shop rollout status deployment/shop"],
    [4, "for i in 1 2; do kubectl get pods; done"],
    [2, "echo $(kubectl get pods -o name)"],
    [2, "timeout 30 kubectl wait --for=condition=Ready pod/shop"],
    [3, "kubectl version"],
    [2, "sudo kubectl get nodes | grep -c Ready"],
  ])("needs a context on path %i: %s", (level, command) => {
    expect(codes(level, [command])).toEqual(["kubectl-without-context"]);
  });

  test.each([
    [1, "kubectl get pods"],
    [2, "kubectl --context shop get pods"],
    [2, "kubectl get pods --context=shop"],
    [3, "kubectl --kubeconfig cloud.yaml get pods"],
    [3, "KUBECONFIG=cloud.yaml kubectl get pods"],
    [3, "export KUBECONFIG=cloud.yaml; kubectl get pods"],
    [2, "kubectl config use-context shop && kubectl get pods"],
    [0, "kubectl kustomize overlays/prod"],
    [0, "kubectl version --client"],
    [0, "kubectl create configmap a --from-file=b --dry-run=client -o yaml"],
    [2, "minikube --profile shop kubectl -- get pods"],
    [0, "command -v kubectl"],
    [0, "which kubectl"],
    [0, "kubectl --help"],
    [0, "echo 'kubectl get pods'"],
    [0, "kubectl label --local -f x a=b -o yaml"],
  ])("needs none on path %i: %s", (level, command) => {
    expect(codes(level, [command])).toEqual([]);
  });

  test("needs one in the teardown too", () => {
    expect(codes(2, ["true"], { teardown: ["kubectl delete -f deploy"] })).toEqual([
      "kubectl-without-context",
    ]);
  });
});

describe("images", () => {
  test.each([
    "docker run --rm -it nginx",
    "docker run --rm -v $PWD:/work -w /work koalaman/shellcheck:latest x.sh",
    "docker pull localhost:5000/shop",
    "podman run --name=web docker.io/library/nginx",
    "kubectl run probe --image=busybox --restart=Never",
    "kubectl run probe --image busybox:latest",
    "kind create cluster --image kindest/node; trap x EXIT",
  ])("without a version: %s", (command) => {
    expect(codes(1, [command])).toEqual(["unpinned-image"]);
  });

  test.each([
    "docker run --rm nginx:1.29.3",
    "docker run --rm localhost:5000/shop:1",
    "docker run nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "docker run --rm $IMAGE",
    "docker run --rm shop:$TAG",
    "docker build -t shop . && docker run --rm shop",
    "docker run --platform linux/amd64 alpine:3.22 uname -m",
    "kubectl run probe --image=busybox:1.37 -- wget http://shop",
    "docker ps",
    "echo docker run nginx",
  ])("with one, or none to be known: %s", (command) => {
    expect(codes(1, [command])).toEqual([]);
  });
});

describe("secrets", () => {
  const token = ["gh", "p_", "a1B2".repeat(9)].join("");
  test.each([
    `curl -H 'Authorization: Bearer ${token}' https://api.example.com`,
    "git clone https://bot:x1y2z3w4@git.example.com/shop.git",
    "helm registry login --username bot --password hunter2hunter2 registry.example.com",
    "export DB_PASSWORD=s3cr3tvalue && ./migrate.sh",
    `aws configure set aws_access_key_id ${["AKIA", "ABCDEFGHIJKLMNOP"].join("")}`,
  ])("are told: %s", (command) => {
    expect(codes(1, [command])).toEqual(["secret-in-command"]);
  });

  test.each([
    'curl -H "Authorization: Bearer $TOKEN" https://api.example.com',
    "git clone https://$USER:$PASSWORD@git.example.com/shop.git",
    "helm registry login --password-stdin registry.example.com",
    'helm registry login --password "$REGISTRY_PASSWORD" registry.example.com',
    "kubectl create secret generic db --from-literal=password=changeme",
    "DB_PASSWORD=changeme-please ./migrate.sh",
    "kubectl get secret db -o jsonpath='{.data.password}'",
    "TOKEN=$(kubectl create token shop) ./check.sh",
    "test -f /var/run/secrets/token",
  ])("are none: %s", (command) => {
    expect(codes(1, [command])).toEqual([]);
  });

  test("are not repeated", () => {
    const message = findingsIn(SMALL.replace("echo hello", `echo ${token}`), "warning").join();
    expect(message).toContain("secret-in-command");
    expect(message).not.toContain(token);
  });
});

test("a time limit of nothing", () => {
  expect(codes(0, ["true"], { timeout: "0s" })).toEqual(["zero-timeout"]);
});

test("warnings are told of invalid documents too", () => {
  const text = SMALL.replace("name: greeting", "name: 1").replace("[echo hello]", "[cd x]");
  expect(findingsIn(text)).toHaveLength(1);
  expect(findingsIn(text, "warning")).toHaveLength(1);
});
