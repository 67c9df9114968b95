import type * as z from "zod/mini";
import type { configurationSchema } from "./configuration-schema.ts";

/** The same with every member, list and record readonly, and without `undefined` as a value. */
type Settled<Value> = Value extends readonly (infer Item)[]
  ? readonly Settled<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Settled<Exclude<Value[Key], undefined>> }
    : Value;

/** What `.github/kubehop.yml` says; its keys are described in docs/reference/configuration.md. */
export type KubehopConfiguration = Settled<z.output<typeof configurationSchema>>;

/** An entry of `clusters`. */
export type ConfiguredCluster = NonNullable<KubehopConfiguration["clusters"]>[number];

/** `clusters[].inventory`: a cluster described in the configuration itself. */
type ConfiguredInventory = NonNullable<ConfiguredCluster["inventory"]>;

/** An entry of `clusters[].inventory.nodes`. */
export type ConfiguredNode = NonNullable<ConfiguredInventory["nodes"]>[number];

/** `versionFrom`: the place in another file where a version is kept; exactly one of `path` and `pattern` is set. */
export type VersionFrom = NonNullable<ConfiguredNode["versionFrom"]>;

/** `plan`: how plans are made where the command does not say. */
export type PlanSettings = NonNullable<KubehopConfiguration["plan"]>;
