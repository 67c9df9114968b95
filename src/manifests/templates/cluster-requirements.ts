import { armsOf, type Branch } from "./branch.ts";
import type { TemplateText } from "./template.ts";

/** What a cluster has to answer for a branch of a chart's template to be taken. */
export type ClusterRequirement =
  /** It serves an API: `policy/v1`, or one kind of it. */
  | { readonly asks: "api"; readonly apiVersion: string; readonly kind?: string }
  /** Its version satisfies a constraint: `<1.25-0`. */
  | { readonly asks: "version"; readonly constraint: string };

const SERVES = /\.Capabilities\.APIVersions\.Has\s+"([\w.-]+(?:\/[\w.-]+)?)(?:\/([A-Z]\w*))?"/g;
const SATISFIES =
  /semverCompare\s+"([^"]+)"\s+\(?\s*(?:\$?\.Capabilities\.KubeVersion|include\s+"[\w.]*[kK]ubeVersion")/g;
/** What turns a question round, or makes it one of several that will do. */
const NO_CONJUNCTION = /\b(?:or|not|ne|default|ternary)\b/;

/** What certainly has to hold for everything in a branch; conditions that say more than one thing are left alone. */
export function clusterRequirements(
  branch: Branch | undefined,
  variables: TemplateText["variables"],
): readonly ClusterRequirement[] {
  return armsOf(branch).flatMap((arm) => {
    const condition = withVariables(arm.condition, variables);
    return NO_CONJUNCTION.test(condition) ? [] : [...servedApis(condition), ...versions(condition)];
  });
}

const QUESTION = /Capabilities|kube[vV]ersion|KubeVersion|semverCompare/;

/** Whether what the cluster is or serves decides about a branch. */
export function asksCluster(branch: Branch | undefined, variables: TemplateText["variables"]): boolean {
  return armsOf(branch).some(({ condition, question }) =>
    QUESTION.test(withVariables(`${question} ${condition}`, variables)),
  );
}

/** A variable that is assigned once stands for what it was assigned. */
function withVariables(condition: string, variables: TemplateText["variables"]): string {
  return condition.replaceAll(/\$\w+/g, (variable) => {
    const [first, ...others] = variables.get(variable) ?? [];
    return first === undefined || others.length > 0 ? variable : `(${first.expression})`;
  });
}

function servedApis(condition: string): readonly ClusterRequirement[] {
  return [...condition.matchAll(SERVES)].map(([, apiVersion = "", kind]) => ({
    asks: "api",
    apiVersion,
    ...(kind === undefined ? {} : { kind }),
  }));
}

function versions(condition: string): readonly ClusterRequirement[] {
  return [...condition.matchAll(SATISFIES)].map(([, constraint = ""]) => ({ asks: "version", constraint }));
}
