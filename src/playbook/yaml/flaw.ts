import type { Draft } from "../finding.ts";

/** What is wrong with a text as YAML, whatever it describes. */
export type YamlFlaw = Draft;

/** A text that must not be read further: invalid YAML, an alias bomb. */
export class YamlStop extends Error {
  readonly flaw: YamlFlaw;

  constructor(flaw: YamlFlaw) {
    super(flaw.message);
    this.flaw = flaw;
  }
}
