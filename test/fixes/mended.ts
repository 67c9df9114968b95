import { assessRepository } from "../../src/assessment/assess-repository.ts";
import { findingsOf } from "../../src/assessment/findings-of.ts";
import { startOf } from "../../src/assessment/start-of.ts";
import { planFixes } from "../../src/fixes/plan-fixes.ts";
import { repository } from "../assessment/repositories.ts";

/** The files after one run of all fixers on their way to 1.36, and the reasons of what is left. */
export function mended(files: Readonly<Record<string, string>>, assumeFrom?: string) {
  const assessment = assessRepository({
    subject: "check",
    head: repository(files),
    to: "1.36",
    today: "2026-11-24",
    ...(assumeFrom === undefined ? {} : { assumeFrom }),
  });
  const fixes = planFixes(findingsOf(assessment), {
    paths: () => Object.keys(files),
    load: (path) => ({ path, text: files[path] ?? "" }),
    from: startOf(assessment),
    oldestSupported: "1.35",
  });
  return {
    ...fixes,
    after: Object.fromEntries(fixes.files.map(({ path, after }) => [path, after])),
    reasons: fixes.recipes.map(({ place, reason }) => `${place.path}:${place.line} ${reason}`),
  };
}

/** A ClusterConfiguration of a cluster at 1.34.6. */
export function kubeadm(lines: string, version = "v1beta4"): string {
  return `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration\nclusterName: prod\nkubernetesVersion: v1.34.6\n${lines}`;
}
