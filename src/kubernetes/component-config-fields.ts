import configFile from "../../data/component-config.json" with { type: "json" };

/** A top-level field of a component's configuration that came or went. */
export interface ConfigField {
  readonly group: string;
  readonly kind: string;
  readonly field: string;
  /** First minor with the field. */
  readonly addedIn?: string;
  /** First minor without it. */
  readonly removedIn?: string;
}

const FIELDS: readonly ConfigField[] = configFile.topLevelFields;

/**
 * The fields of a configuration's kind that not every minor has, by their names. Source: types.go of the
 * configuration packages of each minor.
 */
export function configFields(group: string, kind: string): ReadonlyMap<string, ConfigField> {
  return new Map(
    FIELDS.filter((row) => row.group === group && row.kind === kind).map((row) => [row.field, row]),
  );
}
