import { certainly, type Evaluation, joined, oneOf, perhaps, unknown } from "./evaluation.ts";
import { type Expression, parseExpression } from "./expression.ts";
import type { Said } from "./said.ts";
import type { Assignment, TemplateDefine, TemplateText } from "./template.ts";
import { OUTPUT } from "./template-line.ts";

/** Where an expression stands: what it may refer to. */
export interface Scope {
  readonly text: TemplateText;
  readonly findDefine: (name: string) => TemplateDefine | undefined;
  /** The chart's default of `.Values.a.b`; undefined where it gives none that is a text. */
  readonly defaultOf: (path: readonly string[]) => string | undefined;
  /** What was evaluated before; what is being evaluated stands there as unknown. */
  readonly known: Map<object, Evaluation>;
  /** Includes inside each other on the way here. */
  readonly depth: number;
}

const DEEPEST = 32;

/** What a value of a template may be, told without rendering: by literals, defines, variables and defaults. */
export function evaluateSaid({ text, outputs }: Said, scope: Scope): Evaluation {
  if (outputs.length === 0) return certainly(text);
  const pieces = text.split(OUTPUT).flatMap((piece, index) => {
    const expression = outputs[index];
    return expression === undefined
      ? [certainly(piece)]
      : [certainly(piece), evaluate(parseExpression(expression), scope)];
  });
  const whole = joined(pieces);
  return { ...whole, texts: whole.texts.map((one) => one.trim()).filter((one) => one !== "") };
}

function evaluate(expression: Expression, scope: Scope): Evaluation {
  switch (expression.is) {
    case "text":
      return certainly(expression.text);
    case "field":
      return evaluateField(expression.of, expression.path, scope);
    case "call":
      return evaluateCall(expression.name, expression.given, scope);
    case "unclear":
      return unknown(COMPUTED);
    default:
      return expression satisfies never;
  }
}

const COMPUTED = "it is computed while rendering";

function evaluateField(of: string, path: readonly string[], scope: Scope): Evaluation {
  const values = path.indexOf("Values");
  if (values !== -1) return evaluateDefault(path.slice(values + 1), scope);
  const assignments = path.length === 0 ? scope.text.variables.get(of) : undefined;
  if (assignments === undefined) return unknown(COMPUTED);
  return once(assignments, scope, () => evaluateVariable(assignments, scope));
}

function evaluateDefault(path: readonly string[], scope: Scope): Evaluation {
  const text = scope.defaultOf(path);
  if (text === undefined) return unknown(`.Values.${path.join(".")} has no default in the chart`);
  return perhaps(text.includes("{{") ? evaluateNested(text, scope) : certainly(text));
}

const ONE_ACTION = /^\{\{-?([^{}]*?)-?\}\}$/;

/** A default that is a template itself, which `tpl` renders. */
function evaluateNested(text: string, scope: Scope): Evaluation {
  const inner = ONE_ACTION.exec(text.trim())?.[1];
  if (inner === undefined || scope.depth > DEEPEST) return unknown(COMPUTED);
  return evaluate(parseExpression(inner), { ...scope, depth: scope.depth + 1 });
}

function evaluateVariable(assignments: readonly Assignment[], scope: Scope): Evaluation {
  const [first] = assignments;
  const values = assignments.map(({ expression }) => evaluate(parseExpression(expression), scope));
  return assignments.length === 1 && first?.branch === undefined ? oneValue(values) : oneOf(values);
}

function oneValue([value = unknown(COMPUTED)]: readonly Evaluation[]): Evaluation {
  return value;
}

/** Functions that leave the text as it is; the last argument is theirs. */
const TRANSPARENT = new Set(
  "quote squote trim toString indent nindent lower toLower required trimSuffix trimPrefix".split(" "),
);

function evaluateCall(name: string, given: readonly Expression[], scope: Scope): Evaluation {
  const all = () => given.map((one) => evaluate(one, scope));
  if (name === "include" || name === "template") return evaluateInclude(given[0], scope);
  if (name === "tpl") return oneValue(all());
  if (TRANSPARENT.has(name)) return oneValue(all().slice(-1));
  if (name === "print") return joined(all());
  if (name === "printf") return formatted(all());
  if (name === "ternary") return oneOf(all().slice(0, 2));
  if (name === "default" || name === "coalesce" || name === "or") return firstOf(all());
  if (name === "index" || name === "get") return evaluateIndex(given, scope);
  return unknown(`it is computed by ${name} while rendering`);
}

/** The first that is not empty: what is missing in one may come from another. */
function firstOf(choices: readonly Evaluation[]): Evaluation {
  const told = choices.filter(({ texts }) => texts.length > 0);
  return told.length === 0
    ? oneOf(choices)
    : perhaps(oneOf(told.map(({ texts }) => ({ texts, isCertain: false }))));
}

/** `printf "policy/%s" x`. */
function formatted([format, ...given]: readonly Evaluation[]): Evaluation {
  const pieces = format?.texts[0]?.split(/%[svq]/) ?? [];
  const parts = pieces.flatMap((piece, index) => {
    const value = index < pieces.length - 1 ? (given[index] ?? unknown(COMPUTED)) : undefined;
    return value === undefined ? [certainly(piece)] : [certainly(piece), value];
  });
  return format?.isCertain === true ? joined(parts) : unknown(COMPUTED);
}

/** `index .Values "a" "b"`, `get .Values.a "b"`. */
function evaluateIndex([first, ...keys]: readonly Expression[], scope: Scope): Evaluation {
  const path = keys.flatMap((key) => (key.is === "text" ? [key.text] : []));
  if (first?.is !== "field" || path.length < keys.length) return unknown(COMPUTED);
  return evaluateField(first.of, [...first.path, ...path], scope);
}

function evaluateInclude(name: Expression | undefined, scope: Scope): Evaluation {
  if (name?.is !== "text") return unknown(COMPUTED);
  const define = scope.findDefine(name.text);
  if (define === undefined)
    return unknown(`no template of the repository defines ${JSON.stringify(name.text)}`);
  if (scope.depth > DEEPEST) return unknown("it is included through too many defines");
  return once(define, scope, () => evaluateDefine(define, scope));
}

/** Each line of a define is one of the texts that it may write; a define of several certain lines is no value. */
function evaluateDefine(define: TemplateDefine, outer: Scope): Evaluation {
  const scope = { ...outer, text: define, depth: outer.depth + 1 };
  const certain = define.lines.filter(({ branch }) => branch === undefined);
  if (define.lines.length === 0 || certain.length > 1) {
    return unknown(`${JSON.stringify(define.name)} does not write one value`);
  }
  const lines = define.lines.map((line) => evaluateSaid(line, scope));
  return define.lines.length === 1 && certain.length === 1 ? oneValue(lines) : oneOf(lines);
}

function once(key: object, { known }: Scope, evaluated: () => Evaluation): Evaluation {
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, unknown("it refers to itself"));
  const evaluation = evaluated();
  known.set(key, evaluation);
  return evaluation;
}

/** Names of the defines that an expression mentions, as an argument or in an include. */
export function textsIn(expression: Expression): readonly string[] {
  if (expression.is === "text") return [expression.text];
  return expression.is === "call" ? expression.given.flatMap(textsIn) : [];
}
