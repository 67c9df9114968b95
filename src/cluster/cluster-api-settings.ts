import type { SourceValue } from "../source/value.ts";
import type { ClusterApiObject } from "./cluster-api-objects.ts";
import type { ClusterApiPart, ClusterApiReading } from "./cluster-api-reading.ts";
import type { KubeadmSource } from "./kubeadm-documents.ts";
import { etcdOf } from "./kubeadm-etcd.ts";
import { kubeadmSettings } from "./kubeadm-settings.ts";
import { optional } from "./optional-member.ts";

const NOTHING: ClusterApiReading = { parts: [], findings: [] };

/** The kubeadm settings that a control plane or a worker configuration carries. */
export function objectSettings(object: ClusterApiObject): ClusterApiReading {
  const spec = object.value.get("spec");
  const settings =
    object.role === "control-plane"
      ? spec?.get("kubeadmConfigSpec")
      : (spec?.get("template", "spec") ?? (object.kind === "KubeadmConfig" ? spec : undefined));
  return settingsIn(object.apiVersion, settings, object.role === "control-plane");
}

/** The kubeadm settings of the class that a Cluster's topology names: ClusterClass → KubeadmControlPlaneTemplate. */
export function classSettings(
  cluster: ClusterApiObject,
  all: readonly ClusterApiObject[],
): ClusterApiReading {
  const topology = cluster.value.get("spec", "topology");
  const className = topology?.textAt("class") ?? topology?.textAt("classRef", "name");
  const clusterClass = onlyOne(all, "cluster-class", className);
  const controlPlane = clusterClass?.value.get("spec", "controlPlane");
  const template = controlPlane?.get("ref") ?? controlPlane?.get("templateRef");
  const found = onlyOne(all, "control-plane-template", template?.textAt("name"));
  if (found === undefined) return NOTHING;
  return settingsIn(found.apiVersion, found.value.get("spec", "template", "spec", "kubeadmConfigSpec"), true);
}

/** Two templates of one name cannot be told apart here, so neither is taken. */
function onlyOne(
  all: readonly ClusterApiObject[],
  role: ClusterApiObject["role"],
  name: string | undefined,
): ClusterApiObject | undefined {
  const found = all.filter((object) => object.role === role && object.name === name);
  return found.length === 1 ? found[0] : undefined;
}

const MEMBERS = ["clusterConfiguration", "initConfiguration", "joinConfiguration"] as const;

function settingsIn(
  apiVersion: string,
  spec: SourceValue | undefined,
  isControlPlane: boolean,
): ClusterApiReading {
  const sources = MEMBERS.flatMap((member): readonly KubeadmSource[] => {
    const value = spec?.get(member);
    const kind = `${member.slice(0, 1).toUpperCase()}${member.slice(1)}`;
    return value?.kind === "mapping" ? [{ apiVersion, kind, value, nature: "declaration" }] : [];
  });
  const cluster = spec?.get("clusterConfiguration");
  const etcd = isControlPlane && spec !== undefined ? etcdOf(cluster ?? spec) : undefined;
  if (sources.length === 0 && etcd === undefined) return NOTHING;
  const settings = sources.length === 0 ? undefined : kubeadmSettings(sources);
  const part: ClusterApiPart = {
    ...optional("kubeadm", settings),
    ...optional("etcd", etcd),
    origins: (settings?.documents ?? []).map(({ origin }) => origin),
  };
  return { parts: [part], findings: [] };
}
