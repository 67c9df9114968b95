import facts from "../../data/playbook-tools.json" with { type: "json" };

/** The lowest release of a tool with which playbooks can be run. */
export interface ToolMinimum {
  readonly name: string;
  /** `0.6.0` */
  readonly minimum: string;
  /** What it needs that release for. */
  readonly why: string;
  readonly source: string;
  readonly sourceDate: string;
}

/** The lowest value of a setting of the system with which kind clusters work. */
export interface SystemLimit {
  /** As `sysctl` calls it. */
  readonly name: string;
  readonly minimum: number;
  readonly why: string;
  readonly source: string;
  readonly sourceDate: string;
}

/** Undefined where no minimum is known. */
export function toolMinimum(name: string): ToolMinimum | undefined {
  return facts.tools.find((tool) => tool.name === name);
}

export function systemLimits(): readonly SystemLimit[] {
  return facts.limits;
}
