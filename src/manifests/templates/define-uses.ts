import type { DefineIndex, PlacedDefine } from "./define-index.ts";
import { isListDocument } from "./document-mappings.ts";
import { textsIn } from "./evaluate.ts";
import { type Expression, parseExpression } from "./expression.ts";
import type { OutlineDocument, Splice } from "./outline-document.ts";
import type { Said } from "./said.ts";
import type { Template, TemplateDefine, TemplateText } from "./template.ts";

/**
 * How a define's documents come to be rendered: `always`, by includes outside any branch; `perhaps`; or never as
 * documents, because it is only included as a value or into a text (`embedded`).
 */
export type DefineUse = "always" | "perhaps" | "embedded";

/** Follows the includes of all templates from the files that are rendered. */
export class DefineUses {
  private readonly index: DefineIndex;
  private readonly spliced = new Map<TemplateDefine, boolean>();
  private readonly included: ReadonlySet<string>;
  private readonly mentioned = new Set<string>();

  constructor(templates: readonly Template[], index: DefineIndex) {
    this.index = index;
    this.included = new Set(templates.flatMap(({ included }) => [...included]));
    for (const { path, body, defines } of templates) {
      this.follow(body, path, isRendered(path));
      for (const text of [body, ...defines]) this.mention(text);
    }
  }

  of(define: TemplateDefine): DefineUse {
    const isAlways = this.spliced.get(define);
    if (isAlways !== undefined) return isAlways ? "always" : "perhaps";
    return this.included.has(define.name) && !this.mentioned.has(define.name) ? "embedded" : "perhaps";
  }

  /** Goes from text to text without recursion: a chain of includes may be long. */
  private follow(start: TemplateText, path: string, isCertain: boolean): void {
    const waiting = [{ text: start, isAlways: isCertain }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { text, isAlways } = next;
      for (const splice of text.documents.flatMap(writingObjects)) {
        const define = includedBy(splice, path, this.index)?.define;
        if (define === undefined || (splice.isBehindScalar === true && isIndented(define))) continue;
        if (this.isNews(define, isAlways && splice.branch === undefined)) {
          waiting.push({ text: define, isAlways: this.spliced.get(define) === true });
        }
      }
    }
  }

  private isNews(define: TemplateDefine, isAlways: boolean): boolean {
    const before = this.spliced.get(define);
    if (before === true || before === isAlways) return false;
    this.spliced.set(define, isAlways);
    return true;
  }

  private mention({ documents, variables }: TemplateText): void {
    const expressions = [
      ...documents.flatMap(({ splices }) => splices.flatMap(({ outputs }) => outputs)),
      ...[...variables.values()].flat().map(({ expression }) => expression),
    ];
    for (const text of expressions.flatMap((one) => textsIn(parseExpression(one)))) this.mentioned.add(text);
  }
}

/** The outputs of a document that may write objects: whole ones, and the items of a List. */
function writingObjects(document: OutlineDocument): readonly (Said & Partial<Splice>)[] {
  return [...document.splices, ...(isListDocument(document) ? document.items : [])];
}

/** Its objects all begin deeper than a document's do: it is text for a scalar. */
function isIndented({ documents }: TemplateDefine): boolean {
  const places = documents.flatMap(({ objects }) => objects.flatMap(({ apiVersions }) => apiVersions));
  return places.every(({ at }) => at.column > 1);
}

/** The define whose text an output writes as it is. */
export function includedBy({ outputs }: Said, path: string, index: DefineIndex): PlacedDefine | undefined {
  const name = includedName(outputs[0] ?? "");
  return name === undefined ? undefined : index.find(name, path);
}

/** The name in `include "x" . | nindent 0` and in `$options | include "x"`. */
export function includedName(expression: string): string | undefined {
  const parsed = parseExpression(expression);
  const [name] = (parsed.is === "call" ? includeIn(parsed)?.given : undefined) ?? [];
  return name?.is === "text" ? name.text : undefined;
}

type Call = Extract<Expression, { is: "call" }>;

/** Functions around an include that leave its text a text of YAML. */
const AROUND = new Set(["nindent", "indent", "trim", "tpl", "trimSuffix", "trimPrefix"]);

function includeIn(call: Call): Call | undefined {
  if (call.name === "include" || call.name === "template") return call;
  const inner = call.given.at(-1);
  return AROUND.has(call.name) && inner?.is === "call" ? includeIn(inner) : undefined;
}

/** Helm renders every file of a chart's templates but those that begin with `_`. */
export function isRendered(path: string): boolean {
  return !path.slice(path.lastIndexOf("/") + 1).startsWith("_");
}
