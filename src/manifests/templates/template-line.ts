import type { Branch } from "./branch.ts";

/** Stands in a line for what an action writes there; no YAML may contain it. */
export const OUTPUT = "\u0000";

/** A line as some rendering would write it, in one of the ways in which it may be written. */
export interface TemplateLine {
  /** Without its line end; each output is one {@link OUTPUT}. */
  readonly text: string;
  /** The expressions behind the outputs, in their order. */
  readonly outputs: readonly string[];
  /** Offset in the file of the first character that is no blank. */
  readonly at: number;
  /** The arms that must be taken for it. */
  readonly branch: Branch | undefined;
}

export const NO_OUTPUTS: readonly string[] = [];
