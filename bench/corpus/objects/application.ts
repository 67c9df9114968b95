import type { Project } from "../project.ts";
import type { Manifest } from "../value.ts";
import { access } from "./access.ts";
import { configMap, secret } from "./configuration.ts";
import { customResource } from "./custom-resource-definition.ts";
import { ingress, networkPolicy, service } from "./network.ts";
import { horizontalPodAutoscaler, podDisruptionBudget, podSecurityPolicy } from "./policy.ts";
import { cronJob, daemonSet, deployment, statefulSet } from "./workloads.ts";

type Make = (name: string, project: Project) => Manifest;

/** What an application has beside its workload, and how often. */
const COMPANIONS: readonly (readonly [number, Make])[] = [
  [0.85, service],
  [0.75, configMap],
  [0.4, ingress],
  [0.35, secret],
  [0.3, podDisruptionBudget],
  [0.3, horizontalPodAutoscaler],
  [0.25, networkPolicy],
  [0.25, customResource],
  [0.15, cronJob],
];

/** The objects of one application, the workload first. */
export function application(name: string, project: Project): readonly Manifest[] {
  const { random, isOld } = project;
  const workload = random.pick([deployment, deployment, deployment, deployment, statefulSet, daemonSet]);
  return [
    workload(name, project),
    ...COMPANIONS.filter(([share]) => random.chance(share)).map(([, make]) => make(name, project)),
    ...(random.chance(0.5) ? access(name, project) : []),
    ...(isOld && random.chance(0.1) ? [podSecurityPolicy(name, project)] : []),
  ];
}
