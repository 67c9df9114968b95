import { describe, expect, it } from "vitest";
import { packageCommands } from "../../src/plan/package-commands.ts";

const KUBELET = ["kubelet", "kubectl"];

describe("installing packages", () => {
  it.each([
    [
      { packageManager: "apt" },
      "sudo apt-mark unhold kubelet kubectl && sudo apt-get update && sudo apt-get install -y kubelet='1.36.6-*' kubectl='1.36.6-*' && sudo apt-mark hold kubelet kubectl",
    ],
    [
      { packageManager: "dnf" },
      "sudo dnf install -y kubelet-'1.36.6-*' kubectl-'1.36.6-*' --disableexcludes=kubernetes",
    ],
    [
      { packageManager: "dnf", image: "Fedora Linux 42 (Server Edition)" },
      "sudo dnf install -y kubelet-'1.36.6-*' kubectl-'1.36.6-*' --setopt=disable_excludes=kubernetes",
    ],
    [
      { packageManager: "zypper" },
      "sudo zypper removelock kubelet kubectl && sudo zypper --non-interactive install --from kubernetes 'kubelet=1.36.6' 'kubectl=1.36.6' && sudo zypper addlock kubelet kubectl",
    ],
  ] as const)("on %j is exact and holds what it installed", (os, line) => {
    expect(packageCommands(os).install(KUBELET, "1.36.6")).toBe(line);
  });

  it("finds out on the host which tool there is, where no file tells", () => {
    const line = packageCommands(undefined).install(["kubeadm"], "1.36.6");
    expect(line).toMatch(/^if command -v apt-get .*; elif command -v dnf .*; elif command -v zypper .*; fi$/);
    expect(line).toContain("kubeadm='1.36.6-*'");
  });

  it("names a pre-release the way packages order it", () => {
    expect(packageCommands({ packageManager: "apt" }).install(["kubeadm"], "1.37.0-rc.1")).toContain(
      "kubeadm='1.37.0~rc.1-*'",
    );
  });
});

describe("pinning the repository", () => {
  it.each([
    ["apt", "https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /"],
    ["dnf", "baseurl=https://pkgs.k8s.io/core:/stable:/v1.36/rpm/"],
    ["zypper", "baseurl=https://pkgs.k8s.io/core:/stable:/v1.36/rpm/"],
  ] as const)("with %s points at the minor's own repository", (packageManager, address) => {
    expect(packageCommands({ packageManager }).pin("1.36.6").join("\n")).toContain(address);
  });

  it("keeps kubelet and kubeadm out of ordinary dnf updates", () => {
    expect(packageCommands({ packageManager: "dnf" }).pin("1.36.6").join()).toContain(
      "exclude=kubelet kubeadm kubectl",
    );
  });

  it("asks for a mirror of one's own where nobody publishes the packages any more", () => {
    const lines = packageCommands({ packageManager: "apt" }).pin("1.23.17").join("\n");
    expect(lines).toContain("${KUBERNETES_MIRROR:?");
    expect(lines).not.toContain("pkgs.k8s.io");
  });
});
