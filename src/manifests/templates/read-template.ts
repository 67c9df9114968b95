import { detached } from "../../source/detached.ts";
import type { LocatedText } from "../../source/documents.ts";
import type { Unread } from "../../source/finding.ts";
import { type Action, actionOf } from "./action.ts";
import { includedNames } from "./included-names.ts";
import { LineWriter, type UnclosedBlock } from "./line-writer.ts";
import { Outline } from "./outline.ts";
import type { OutlineDocument } from "./outline-document.ts";
import { type Said, saidIn } from "./said.ts";
import type { Assignment, Template, TemplateDefine, TemplateText } from "./template.ts";
import type { TemplateLine } from "./template-line.ts";
import { type ActionToken, readTokens, type TextToken } from "./tokens.ts";

/** Reads a template as it is, in one pass. Never throws on content. */
export function readTemplate(source: LocatedText): Template {
  const reading = new TemplateReading(source);
  readTokens(source.path, source.text, (token) => {
    if (token.kind === "text") reading.write(token);
    else if (token.kind === "action") reading.act(actionOf(token.mark, token.inner), token);
    else reading.flaw(token.start, "an action of the template is not closed");
  });
  return reading.finish();
}

class TemplateReading {
  private readonly source: LocatedText;
  private readonly body: Stretch;
  /** The stretch under way and those that it interrupts, each with the number of its open blocks. */
  private readonly stretches: { readonly stretch: Stretch; readonly at: number; blocks: number }[];
  private readonly defines: TemplateDefine[] = [];
  private readonly included = new Set<string>();
  private readonly flaws: Unread[] = [];

  constructor(source: LocatedText) {
    this.source = source;
    this.body = new Stretch(source);
    this.stretches = [{ stretch: this.body, at: 0, blocks: 0 }];
  }

  write({ start, end, joinsLines }: TextToken): void {
    const { writer } = this.current.stretch;
    const text = this.source.text.slice(start, end);
    if (joinsLines && BEGINS_OBJECT.test(text)) writer.endLine();
    writer.write(text, start);
  }

  act(action: Action, token: ActionToken): void {
    const { stretch } = this.current;
    const { start: at } = token;
    if (action.does === "open") this.open(action.condition, at);
    else if (action.does === "next") stretch.writer.next(action.condition);
    else if (action.does === "close") this.close(at);
    else if (action.does === "define") this.define(detached(action.name), at);
    else if (action.does === "assign") stretch.assign(action.variable, action.expression);
    else if (action.does === "write") this.output(action.expression, token);
  }

  flaw(at: number, reason: string): void {
    this.flaws.push({ path: this.source.path, line: this.source.locate(at).line, reason });
  }

  finish(): Template {
    const blocks = this.stretches.flatMap(({ stretch }) => stretch.finish() ?? []);
    const open =
      blocks[0] ?? (this.stretches.length > 1 ? { question: "a define", at: this.current.at } : undefined);
    if (open !== undefined) this.flaw(open.at, `nothing closes ${open.question.slice(0, 60)}`);
    const { path } = this.source;
    const { body, defines, flaws } = this;
    const included = this.included.size === 0 ? NONE_INCLUDED : this.included;
    return { path, body: body.result(), defines, included, flaws };
  }

  private get current() {
    return this.stretches.at(-1) ?? { stretch: this.body, at: 0, blocks: 0 };
  }

  private open(condition: string, at: number): void {
    const { current } = this;
    current.blocks += 1;
    current.stretch.writer.open(condition, at);
  }

  private define(name: string, at: number): void {
    this.stretches.push({ stretch: new Stretch(this.source, name), at, blocks: 0 });
  }

  private output(expression: string, { start, joinsLines }: ActionToken): void {
    const { writer } = this.current.stretch;
    const isInclude = MAY_INCLUDE.test(expression);
    if (isInclude) for (const name of namesIn(expression)) this.included.add(name);
    if (isInclude && joinsLines && !expression.includes("nindent")) writer.lineOfOutput(expression, start);
    else writer.output(expression, start);
  }

  private close(at: number): void {
    const { current } = this;
    if (current.blocks > 0) {
      current.blocks -= 1;
      current.stretch.writer.close();
    } else if (this.stretches.length > 1) {
      this.stretches.pop();
      current.stretch.finish();
      this.defines.push({ name: current.stretch.name, ...current.stretch.result() });
    } else this.flaw(at, "this action of the template closes nothing");
  }
}

/** The names in an expression; a chart asks for the same few again and again. */
function namesIn(expression: string): readonly string[] {
  const earlier = includes.get(expression);
  if (earlier !== undefined) return earlier;
  const names = includedNames(expression);
  if (includes.size === MOST_KNOWN) includes.clear();
  includes.set(detached(expression), names);
  return names;
}

const includes = new Map<string, readonly string[]>();
const MOST_KNOWN = 4096;

/** Trimming that puts this behind something else was not meant, or what stands before it writes nothing. */
const BEGINS_OBJECT = /^(?:---|apiVersion\s*:|kind\s*:)/;
const MAY_INCLUDE = /include|template/;

/** Values that an include gives have few lines; longer texts are none. */
const MOST_LINES = 32;

/** One for all: tens of thousands of templates are kept until all were seen. */
const NONE_ASSIGNED: ReadonlyMap<string, readonly Assignment[]> = new Map();
const NONE_INCLUDED: ReadonlySet<string> = new Set();

/** The text of a file or of one of its defines, under way. */
class Stretch {
  readonly name: string;
  readonly writer: LineWriter;
  private readonly outline: Outline;
  private readonly source: LocatedText;
  private readonly documents: OutlineDocument[] = [];
  private variables: Map<string, Assignment[]> | undefined;
  private readonly lines: Said[] = [];

  constructor(source: LocatedText, name = "") {
    this.name = name;
    this.source = source;
    this.outline = new Outline(source, (document) => this.documents.push(document));
    this.writer = new LineWriter((line) => this.addLine(line));
  }

  assign(variable: string, expression: string): void {
    const assignment = { expression: detached(expression), branch: this.writer.currentBranch };
    this.variables ??= new Map();
    const assignments = this.variables.get(variable);
    if (assignments === undefined) this.variables.set(detached(variable), [assignment]);
    else assignments.push(assignment);
  }

  finish(): UnclosedBlock | undefined {
    const unclosed = this.writer.finish();
    this.outline.finish();
    return unclosed;
  }

  result(): TemplateText {
    const { documents, variables = NONE_ASSIGNED, lines } = this;
    return { documents: documents.slice(), variables, lines: lines.length > MOST_LINES ? [] : lines.slice() };
  }

  private addLine(line: TemplateLine): void {
    this.outline.add(line);
    if (this.name === "" || this.lines.length > MOST_LINES) return;
    this.lines.push(saidIn(this.source, line, line.text.trim()));
  }
}
