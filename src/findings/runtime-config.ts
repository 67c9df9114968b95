import type { Cluster } from "../cluster/cluster.ts";
import type { ApiFacts } from "../kubernetes/api-facts.ts";
import type { Origin } from "../source/origin.ts";
import { componentArguments } from "./component-argument.ts";

/** One entry of an API server's `--runtime-config`. */
export interface RuntimeSetting {
  /** `api/beta`, `batch/v2alpha1`, `batch/v2alpha1/cronjobs`. */
  readonly key: string;
  readonly enabled: boolean;
  readonly origin: Origin;
}

/** What the cluster's kubeadm files tell API servers to serve; `key` alone means `key=true`. */
export function runtimeSettings(cluster: Cluster): readonly RuntimeSetting[] {
  return componentArguments(cluster)
    .filter(({ component, flag }) => component === "kube-apiserver" && flag === "runtime-config")
    .flatMap(({ value, origin }) =>
      value.split(",").flatMap((entry) => {
        const [key = "", setting = "true"] = entry.trim().split("=");
        return key === "" ? [] : [{ key, enabled: setting !== "false", origin }];
      }),
    );
}

/** True where a setting switches an API on that is off by default. */
export function isSwitchedOn(facts: ApiFacts, settings: readonly RuntimeSetting[]): boolean {
  const { apiVersion, version, resource = "" } = facts;
  const stage = /alpha|beta/.exec(version)?.[0] ?? "ga";
  const keys = [apiVersion, `${apiVersion}/${resource}`, "api/all", `api/${stage}`];
  return settings.some(({ key, enabled }) => enabled && keys.includes(key));
}
