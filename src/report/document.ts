/**
 * What a report says, apart from how it looks. Texts here are raw: each renderer (Markdown, HTML, terminal)
 * escapes every string exactly once, so a text from a file can never become markup.
 */

/** Part of a sentence. A link without `url` reads as its label. */
export type Span =
  | string
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | {
      readonly kind: "link";
      readonly label: string;
      readonly url: string | undefined;
      /** The label is a path or a command, not words. */
      readonly code: boolean;
    };

/** One line of text without line breaks. */
export type Phrase = readonly Span[];

export interface Column {
  readonly title: string;
  readonly align?: "right";
}

/** Commands that run in order on one machine, or alike on each of several. */
export interface CommandGroup {
  /** Which machines; missing where the task's title says it. */
  readonly where?: Phrase;
  readonly lines: readonly string[];
  /** What must be seen, under the commands. */
  readonly expects: readonly Phrase[];
}

/** One entry of a task list: a title, what to know, what to run and see, and what else helps. */
export interface Task {
  readonly title: Phrase;
  readonly notes: readonly Phrase[];
  readonly commands: readonly CommandGroup[];
  readonly after: readonly Phrase[];
}

export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3 | 4; readonly text: Phrase }
  | { readonly kind: "paragraph"; readonly text: Phrase; readonly small?: true }
  | {
      readonly kind: "table";
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Phrase[])[];
    }
  | { readonly kind: "list"; readonly items: readonly Phrase[] }
  | { readonly kind: "tasks"; readonly items: readonly Task[] }
  | { readonly kind: "code"; readonly language: CodeLanguage; readonly text: string }
  | Details;

/** `text` is what a command wrote; `mermaid` is a picture, which only Markdown can show. */
export type CodeLanguage = "sh" | "text" | "mermaid";

/** A part that opens on a click; `share` is the part of the whole room (0 to 1) that it may take. */
export interface Details {
  readonly kind: "details";
  readonly summary: string;
  readonly blocks: readonly Block[];
  readonly share?: number;
  /** A page that has the room shows it opened. */
  readonly open?: true;
}

/** A whole report: the first screen, what is one click away, and the last lines. */
export interface ReportDocument {
  readonly head: readonly Block[];
  readonly body: readonly Block[];
  readonly foot: readonly Block[];
}

/** Builds a phrase: <code>say`on ${code(node)}`</code>. */
export function say(strings: TemplateStringsArray, ...values: readonly (Span | Phrase | number)[]): Phrase {
  const spans = strings.flatMap((text, index): Span[] => [text, ...spansOf(values[index])]);
  return joined(spans);
}

/** Joins phrases with a text between them. */
export function joinPhrases(phrases: readonly Phrase[], between: string): Phrase {
  return joined(phrases.flatMap((phrase, index) => (index === 0 ? phrase : [between, ...phrase])));
}

export function code(text: string): Span {
  return { kind: "code", text };
}

export function strong(text: string): Span {
  return { kind: "strong", text };
}

/** A link whose label is words. */
export function link(label: string, url: string | undefined): Span {
  return { kind: "link", label, url, code: false };
}

/** A link whose label is a path or a command. */
export function codeLink(label: string, url: string | undefined): Span {
  return { kind: "link", label, url, code: true };
}

const QUOTED = /`([^`\n]+)`/;

/** A sentence that marks its literals with backticks, as the texts of findings and steps do. */
export function prose(text: string): Phrase {
  return joined(text.split(QUOTED).map((part, index) => (index % 2 === 0 ? part : code(part))));
}

function spansOf(value: Span | Phrase | number | undefined): readonly Span[] {
  if (value === undefined) return [];
  if (typeof value === "number") return [String(value)];
  return isPhrase(value) ? value : [value];
}

function isPhrase(value: Span | Phrase): value is Phrase {
  return Array.isArray(value);
}

/** Neighbouring texts become one, so that escaping sees `1` and `. x` together. */
function joined(spans: readonly Span[]): Phrase {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span === "") continue;
    if (typeof span === "string" && typeof last === "string") result[result.length - 1] = last + span;
    else result.push(span);
  }
  return result;
}
