import type { ApiFacts } from "../../src/kubernetes/api-facts.ts";
import { apiFacts } from "../../src/kubernetes/api-table.ts";

/** The facts about `batch/v1beta1 CronJob`, as a test names it. */
export function apiNamed(name: string): ApiFacts {
  const [apiVersion = "", kind = ""] = name.split(" ");
  const facts = apiFacts({ apiVersion, kind });
  if (facts === undefined) throw new Error(`no facts about ${name}`);
  return facts;
}
