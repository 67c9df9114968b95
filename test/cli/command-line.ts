import { runCommandLine } from "../../src/cli/run-command-line.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

export interface Surroundings {
  readonly input?: string;
  readonly directory?: string;
  readonly environment?: Terminal["environment"];
  readonly isTerminal?: boolean;
}

/** Runs one command line without a process of its own. */
export async function kubehop(line: string, surroundings: Surroundings = {}): Promise<Run> {
  const { input = "", directory = ".", environment = {}, isTerminal = false } = surroundings;
  const written = { out: "", error: "" };
  const outlet = (name: "out" | "error") => ({
    isTerminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const terminal: Terminal = {
    environment,
    workingDirectory: directory,
    today: "2026-11-24",
    out: outlet("out"),
    error: outlet("error"),
    readInput: async () => Buffer.from(input),
    toTheEnd: (work) => work(),
  };
  const words = line.split(" ").filter((word) => word !== "");
  return { exitCode: await runCommandLine(words, terminal), ...written };
}

/** `kubectl get nodes -o json` of nodes at these kubelet versions; the first is the control plane. */
export function nodeList(...kubelets: readonly string[]): string {
  const items = kubelets.map((version, index) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: index === 0 ? "cp-1" : `worker-${index}`,
      labels: index === 0 ? { "node-role.kubernetes.io/control-plane": "" } : {},
    },
    status: {
      conditions: [{ type: "Ready", status: "True" }],
      nodeInfo: {
        kubeletVersion: `v${version}`,
        containerRuntimeVersion: "containerd://2.2.1",
        osImage: "Ubuntu 24.04.3 LTS",
        operatingSystem: "linux",
        architecture: "amd64",
      },
    },
  }));
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
