import type { NodeOs } from "../cluster/cluster.ts";
import { quote, requiredVariable } from "../source/shell.ts";
import { minorNumber, repositoryMinor } from "./plan-version.ts";

/** How Kubernetes packages are handled on one kind of host; each member is one command line. */
export interface PackageCommands {
  /** Points the package repository at the minor of this version. */
  readonly pin: (version: string) => readonly string[];
  /** Shows that the repository offers exactly this version of kubeadm. */
  readonly offered: (version: string) => string;
  /** Installs these packages at exactly this version and holds them there. */
  readonly install: (packages: readonly string[], version: string) => string;
}

/** The first minor whose packages pkgs.k8s.io has; older ones are published nowhere any more. */
export const FIRST_PUBLISHED_MINOR = 24;

const PACKAGES = "kubelet kubeadm kubectl cri-tools kubernetes-cni";

/** The commands for a host; where its package tool is unknown, lines that find out on the host. */
export function packageCommands(os: NodeOs | undefined): PackageCommands {
  const manager = os?.packageManager;
  if (manager === undefined) return DETECTED;
  if (manager === "dnf") return hasDnf5(os?.image) ? DNF5 : DNF;
  return manager === "apt" ? APT : ZYPPER;
}

/**
 * A shell word with the address of one minor's packages between `before` and `after`; a mirror of one's own
 * where nobody publishes them any more.
 */
function addressed(version: string, kind: "deb" | "rpm", around: { before: string; after: string }): string {
  const { before, after } = around;
  if (minorNumber(version) < FIRST_PUBLISHED_MINOR) {
    const hint = `set to the address of your own ${kind} mirror of ${repositoryMinor(version)} packages`;
    return `${before === "" ? "" : quote(before)}${requiredVariable("KUBERNETES_MIRROR", hint)}${quote(after)}`;
  }
  const stream = version.includes("-") ? "prerelease" : "stable";
  return quote(`${before}https://pkgs.k8s.io/core:/${stream}:/${repositoryMinor(version)}/${kind}${after}`);
}

/** Package versions write a pre-release with a tilde, which sorts before the release: `1.37.0~rc.1`. */
function packageVersion(version: string): string {
  return version.replace("-", "~");
}

const KEYRING = "/etc/apt/keyrings/kubernetes-apt-keyring.gpg";

const APT: PackageCommands = {
  pin: (version) => [
    `sudo mkdir -p /etc/apt/keyrings && curl -fsSL ${addressed(version, "deb", { before: "", after: "/Release.key" })} | sudo gpg --dearmor --yes -o ${KEYRING}`,
    `echo ${addressed(version, "deb", { before: `deb [signed-by=${KEYRING}] `, after: "/ /" })} | sudo tee /etc/apt/sources.list.d/kubernetes.list`,
    "sudo apt-get update",
  ],
  offered: (version) => `apt-cache madison kubeadm | grep -F ' ${packageVersion(version)}-'`,
  install: (packages, version) => {
    const names = packages.join(" ");
    const wanted = packages.map((name) => `${name}='${packageVersion(version)}-*'`).join(" ");
    return `sudo apt-mark unhold ${names} && sudo apt-get update && sudo apt-get install -y ${wanted} && sudo apt-mark hold ${names}`;
  },
};

const DNF = dnf("--disableexcludes=kubernetes");
const DNF5 = dnf("--setopt=disable_excludes=kubernetes");

function dnf(includeExcluded: string): PackageCommands {
  return {
    pin: (version) => [
      rpmRepository(version, "/etc/yum.repos.d/kubernetes.repo", `'exclude=${PACKAGES}'`),
      "sudo dnf clean expire-cache --disablerepo='*' --enablerepo=kubernetes",
    ],
    offered: (version) =>
      `dnf list --showduplicates kubeadm ${includeExcluded} | grep -F ' ${packageVersion(version)}-'`,
    install: (packages, version) => {
      const wanted = packages.map((name) => `${name}-'${packageVersion(version)}-*'`).join(" ");
      return `sudo dnf install -y ${wanted} ${includeExcluded}`;
    },
  };
}

const ZYPPER: PackageCommands = {
  pin: (version) => [
    rpmRepository(version, "/etc/zypp/repos.d/kubernetes.repo", "autorefresh=1"),
    "sudo zypper --non-interactive --gpg-auto-import-keys refresh kubernetes",
  ],
  offered: (version) =>
    `zypper --non-interactive search --details --match-exact kubeadm | grep -F ' ${packageVersion(version)}-'`,
  install: (packages, version) => {
    const names = packages.join(" ");
    const wanted = packages.map((name) => `'${name}=${packageVersion(version)}'`).join(" ");
    return `sudo zypper removelock ${names} && sudo zypper --non-interactive install --from kubernetes ${wanted} && sudo zypper addlock ${names}`;
  },
};

function rpmRepository(version: string, path: string, lastLine: string): string {
  const lines = [
    "'[kubernetes]'",
    "name=Kubernetes",
    addressed(version, "rpm", { before: "baseurl=", after: "/" }),
    "enabled=1",
    "gpgcheck=1",
    addressed(version, "rpm", { before: "gpgkey=", after: "/repodata/repomd.xml.key" }),
    lastLine,
  ];
  return `printf '%s\\n' ${lines.join(" ")} | sudo tee ${path}`;
}

const DETECTED: PackageCommands = {
  pin: (version) => [detected((commands) => commands.pin(version).join(" && "))],
  offered: (version) => detected((commands) => commands.offered(version)),
  install: (packages, version) => detected((commands) => commands.install(packages, version)),
};

function detected(line: (commands: PackageCommands) => string): string {
  const branch = (tool: string, commands: PackageCommands) =>
    `command -v ${tool} >/dev/null; then ${line(commands)};`;
  return `if ${branch("apt-get", APT)} elif ${branch("dnf", DNF)} elif ${branch("zypper", ZYPPER)} else echo 'neither apt-get, dnf nor zypper here' >&2; false; fi`;
}

/** Fedora 41 and later come with DNF 5, which spells the option differently. */
function hasDnf5(image: string | undefined): boolean {
  const release = /^Fedora Linux (\d+)/.exec(image ?? "")?.[1];
  return release !== undefined && Number(release) >= 41;
}
