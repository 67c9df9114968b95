import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where docker finds its engine by the user's current context (`docker context use`): commands have another home,
 * in which docker would look in vain. Undefined for docker's own default, and for an engine that asks for keys.
 */
export function dockerEndpoint({ DOCKER_CONTEXT, DOCKER_CONFIG, HOME }: Environment): string | undefined {
  const folder = DOCKER_CONFIG ?? join(HOME ?? homedir(), ".docker");
  const config: { readonly currentContext?: string } = jsonOf(join(folder, "config.json"));
  const name = DOCKER_CONTEXT ?? config.currentContext ?? "default";
  if (name === "default" || name === "") return undefined;
  // Docker names the folder of a context after the SHA-256 of its name.
  const id = createHash("sha256").update(name).digest("hex");
  const context: Context = jsonOf(join(folder, "contexts", "meta", id, "meta.json"));
  const host = context.Endpoints?.docker?.Host;
  return host !== undefined && /^(?:unix|npipe):/.test(host) ? host : undefined;
}

interface Context {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

/** Empty where there is none that can be read: then docker goes by its default too. */
function jsonOf(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
