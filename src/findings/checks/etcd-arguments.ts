import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { componentArguments } from "../component-argument.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { trapSource } from "../trap-source.ts";

const REMOVED: FindingDescription = {
  id: "etcd-experimental-flag",
  title: "etcd is started with an experimental flag",
  meaning: "etcd 3.7, which kubeadm 1.37 brings, knows no --experimental-* flag and does not start with one.",
};

/** `etcd.local.extraArgs` with the names that etcd 3.6 replaced and 3.7 removed. */
export const etcdArgumentsCheck: Check = {
  name: "etcd-arguments",
  reads: ["kubeadm etcd.local.extraArgs"],
  findings: [REMOVED],
  run(context) {
    const given = componentArguments(context.cluster).filter(
      ({ component, flag }) => component === "etcd" && flag.startsWith("experimental-"),
    );
    if (given.length === 0) return [];
    const flags = nameList(given.map(({ flag }) => `--${flag}`));
    const parts = { flags, origins: given.map(({ origin }) => origin) };
    return [...removed(context, parts), ...renamed(context, parts)];
  },
};

interface Parts {
  readonly flags: string;
  readonly origins: Parameters<typeof makeFinding>[2]["origins"] & object;
}

function removed(context: CheckContext, { flags, origins }: Parts): readonly Finding[] {
  const hop = hopEntering(context, "1.37");
  if (hop === undefined) return [];
  return [
    makeFinding(REMOVED, context, {
      severity: "blocker",
      certainty: "proven",
      hop,
      origins,
      why: `etcd.local.extraArgs sets ${flags}, and etcd 3.7 of the hop to ${hop.to} does not start with it.`,
      fix: "Write the flag's etcd 3.6 name (without experimental-, or as --feature-gates) in the file and in the kubeadm-config ConfigMap, while etcd is at 3.6.",
      sources: [trapSource("etcd-37-experimental-flags")],
    }),
  ];
}

function renamed(context: CheckContext, { flags, origins }: Parts): readonly Finding[] {
  const hop = hopEntering(context, "1.34");
  if (hop === undefined || hopEntering(context, "1.37") !== undefined) return [];
  return [
    makeFinding(REMOVED, context, {
      severity: "notice",
      certainty: "proven",
      hop,
      origins,
      why: `etcd.local.extraArgs sets ${flags}; etcd 3.6 has new names for these and 3.7 drops the old ones.`,
      fix: "Rename the flags once etcd runs 3.6, before the hop to 1.37.",
      sources: [trapSource("etcd-experimental-flags-36")],
    }),
  ];
}
