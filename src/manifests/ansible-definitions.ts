import { readEmbedded } from "../source/embedded.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { hasMark } from "./templates/template-file.ts";

/** An object that a task of Ansible applies, as it stands in the task. */
export interface AnsibleDefinition {
  readonly value: SourceValue;
  /** True where a condition, a loop, a rescue, a handler or a statement of Jinja decides whether it is applied. */
  readonly isConditional: boolean;
  /** True where it is not the whole object: variables are filled in, or a patch is merged. */
  readonly isPartial: boolean;
}

/** The modules that apply objects, of the collections that have one, and of Ansible before there were any. */
const MODULE = /^(?:(?:kubernetes\.core|community\.kubernetes|community\.okd|redhat\.openshift)\.)?k8s$/;
const DEFINITIONS = ["definition", "resource_definition", "inline"];
/** Where a play or a block keeps its tasks; those of the last two run only if something happens. */
const TASKS = ["tasks", "pre_tasks", "post_tasks", "block", "always"];
const TASKS_AT_NEED = ["handlers", "rescue"];
const LOOPS = ["loop", "with_items", "with_list"];
const CONDITIONS = ["when", "with_dict", "with_nested", "with_subelements", ...LOOPS];

/** The name of an object as far as no variable tells it. */
export function knownName(name: string | undefined): string | undefined {
  return isVariable(name) ? undefined : name;
}

/** The objects that a file of Ansible applies, a list of tasks or of plays; any other list has none. */
export function ansibleDefinitions(root: SourceValue): readonly AnsibleDefinition[] {
  return [...applied(root, false)].flatMap((one) => {
    const isConditional = one.isConditional || (one.definition.text() ?? "").includes("{%");
    return objectsIn(one)
      .values.filter((value) => !isNamedByVariable(value))
      .map((value) => ({ value, isConditional, isPartial: one.isPatch || hasVariable(value) }));
  });
}

/** What of them cannot be told: text that is no YAML, and objects of which only a variable tells the kind. */
export function unreadDefinitions(root: SourceValue): readonly Unread[] {
  return [...applied(root, false)].flatMap((one) => {
    const { values, unread } = objectsIn(one);
    const unnamed = values.filter(isNamedByVariable).map((value) => value.place());
    return [
      ...unread,
      ...unnamed.map(({ path, line }) => ({
        path,
        line,
        reason: "a variable of Ansible tells apiVersion or kind of what the task applies",
      })),
    ];
  });
}

/** A task's module with what it is to apply. */
interface Applied {
  readonly definition: SourceValue;
  readonly task: SourceValue;
  readonly isConditional: boolean;
  readonly isPatch: boolean;
}

function* applied(list: SourceValue, isConditional: boolean): Iterable<Applied> {
  for (const task of list.items()) {
    const isSo = isConditional || CONDITIONS.some((key) => task.has(key));
    for (const [name, module] of task.entries()) {
      if (MODULE.test(name)) yield* definitionsOf(module, task, isSo);
      else if (TASKS.includes(name)) yield* applied(module, isSo);
      else if (TASKS_AT_NEED.includes(name)) yield* applied(module, true);
    }
  }
}

/** What is deleted need not be there, and the module passes over an API that is gone by then. */
function* definitionsOf(module: SourceValue, task: SourceValue, isConditional: boolean): Iterable<Applied> {
  const state = module.textAt("state");
  if (state === "absent") return;
  for (const key of DEFINITIONS) {
    const definition = module.get(key);
    if (definition !== undefined) yield { definition, task, isConditional, isPatch: state === "patched" };
  }
}

interface Objects {
  readonly values: readonly SourceValue[];
  readonly unread: readonly Unread[];
}

/** A mapping, a list of them, a text of YAML, or each item of the task's loop. */
function objectsIn({ definition, task }: Applied): Objects {
  if (definition.kind === "mapping") return { values: [definition], unread: [] };
  if (definition.kind === "sequence") return { values: mappingsIn(definition), unread: [] };
  const text = definition.text() ?? "";
  if (/^\{\{\s*item\s*\}\}$/.test(text)) {
    const loops = LOOPS.flatMap((key) => task.get(key) ?? []);
    return { values: loops.flatMap(mappingsIn).filter((item) => item.has("kind")), unread: [] };
  }
  // What a variable or a lookup brings stands elsewhere, and is read there if it is in the repository.
  if (!text.includes("kind")) return { values: [], unread: [] };
  const { documents, unread } = readEmbedded(definition, withoutJinja);
  return {
    values: documents.flatMap(({ root }) => (root.kind === "mapping" ? [root] : mappingsIn(root))),
    unread,
  };
}

function mappingsIn(list: SourceValue): readonly SourceValue[] {
  return list.items().filter((item) => item.kind === "mapping");
}

/** Stands for what Jinja writes in a place of as many characters; statements and comments write nothing. */
const FILLER = "$";

function withoutJinja(text: string): string {
  return text
    .replaceAll(/\{\{.*?\}\}/gs, (expression) => expression.replaceAll(/[^\n]/g, () => FILLER))
    .replaceAll(/\{%.*?%\}|\{#.*?#\}/gs, (statement) => statement.replaceAll(/[^\n]/g, " "));
}

function isNamedByVariable(value: SourceValue): boolean {
  return ["apiVersion", "kind"].some((key) => isVariable(value.textAt(key)));
}

/** Whether a text is told by Jinja, as it stands in the file or as it was read in a text of YAML. */
function isVariable(text = ""): boolean {
  return hasMark(text) || text.includes(FILLER.repeat("{{}}".length));
}

function hasVariable(value: SourceValue): boolean {
  if (value.kind === "scalar") return isVariable(value.text());
  const children = value.kind === "sequence" ? value.items() : value.entries().map(([, entry]) => entry);
  return children.some(hasVariable);
}
