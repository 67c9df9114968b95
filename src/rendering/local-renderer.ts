import { join, resolve } from "node:path";
import { findTool } from "../execution/find-program.ts";
import type { Renderer, Rendering } from "../manifests/rendering/renderer.ts";
import { type Environment, runTool } from "./run-tool.ts";

/** What rendering may cost. */
export interface RenderingLimits {
  /** Charts, and kustomizations; of more none is rendered. */
  readonly most: number;
  /** All runs together. */
  readonly milliseconds: number;
}

/** A repository's own few charts: a check must not take minutes because it looks at a collection of hundreds. */
export const someRendering: RenderingLimits = { most: 20, milliseconds: 5_000 };

/** Whatever it takes, short of a tool that never ends. */
export const allRendering: RenderingLimits = { most: Number.POSITIVE_INFINITY, milliseconds: 600_000 };

export interface LocalRendering {
  /** The repository's directory. */
  readonly directory: string;
  /** Where PATH says which tools there are. */
  readonly environment: Environment;
  /** The version that charts are rendered for (`1.36`); without it the one that helm assumes. */
  readonly kubeVersion?: string;
  readonly limits?: RenderingLimits;
}

/**
 * Renders charts and kustomizations of a directory with the tools of this machine: charts by the defaults of their
 * `values.yaml` and with the dependencies that lie in `charts/`, kustomizations without plugins.
 */
export function localRenderer({
  directory,
  environment,
  kubeVersion,
  limits = someRendering,
}: LocalRendering): Renderer {
  const runner = new Runner(resolve(directory), environment, limits.milliseconds);
  const version = kubeVersion === undefined ? [] : ["--kube-version", kubeVersion];
  return {
    most: limits.most,
    renderChart: (folder) => runner.run(HELM, folder, version),
    buildKustomization: (folder) => runner.run(KUSTOMIZE, folder, []),
  };
}

/** A program with the words that come before the folder. */
interface Tool {
  readonly program: string;
  readonly command: readonly string[];
}

const HELM: readonly Tool[] = [{ program: "helm", command: ["template", "kubehop"] }];
const KUSTOMIZE: readonly Tool[] = [
  { program: "kustomize", command: ["build"] },
  { program: "kubectl", command: ["kustomize"] },
];

class Runner {
  private readonly directory: string;
  private readonly environment: Environment;
  private readonly found = new Map<string, string | undefined>();
  private readonly allowed: number;
  private left: number;

  constructor(directory: string, environment: Environment, milliseconds: number) {
    this.directory = directory;
    this.environment = environment;
    this.allowed = milliseconds;
    this.left = milliseconds;
  }

  run(tools: readonly Tool[], folder: string, more: readonly string[]): Rendering {
    const tool = tools.find(({ program }) => this.pathOf(program) !== undefined);
    const path = tool === undefined ? undefined : this.pathOf(tool.program);
    if (tool === undefined || path === undefined) {
      return {
        reason: `${tools.map(({ program }) => program).join(" or ")} is not on PATH`,
      };
    }
    if (this.left <= 0) {
      return { reason: `the time for rendering (${this.allowed / 1000} s) is used up` };
    }
    const begin = performance.now();
    const rendering = runTool({
      program: path,
      name: `${tool.program} ${tool.command[0]}`,
      given: [...tool.command, join(this.directory, folder), ...more],
      environment: this.environment,
      milliseconds: this.left,
    });
    this.left -= Math.ceil(performance.now() - begin);
    return "reason" in rendering ? { ...rendering, reason: this.relative(rendering.reason) } : rendering;
  }

  private pathOf(program: string): string | undefined {
    if (!this.found.has(program)) this.found.set(program, findTool(program, this.environment.PATH));
    return this.found.get(program);
  }

  /** A reason names the repository's files as everything else does. */
  private relative(reason: string): string {
    return reason.replaceAll(`${this.directory}/`, "").replaceAll(this.directory, ".");
  }
}
