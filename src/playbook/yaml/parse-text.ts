import { type Event, parseEvents, YAMLException } from "js-yaml";
import { Lexer, parseDocument } from "yaml";
import { type YamlFlaw, YamlStop } from "./flaw.ts";

/** Containers inside each other; a playbook needs nine. */
const MAX_DEPTH = 100;

/**
 * The events of a text's documents. js-yaml reads them, five times as fast as `yaml`; what it refuses is
 * judged again by `yaml`, which says where a person has to look, and knows tabs between the items of `[a,	b]`.
 *
 * @throws YamlStop where the text is no valid YAML, or nested too deeply
 */
export function parseText(text: string): readonly Event[] {
  try {
    return events(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.includes("maxDepth")) throw tooDeep(error);
    const flaw = secondOpinion(text);
    if (flaw !== undefined) throw new YamlStop(flaw);
    return withoutTabs(text, error);
  }
}

function events(text: string): readonly Event[] {
  return parseEvents(text, { maxDepth: MAX_DEPTH });
}

function tooDeep({ mark }: YAMLException): YamlStop {
  const message = `More than ${MAX_DEPTH} lists and mappings are nested here; a playbook needs nine.`;
  return new YamlStop({ code: "too-deep", pointer: "", offset: mark?.position ?? 0, message });
}

/** The first error that `yaml` finds; undefined where it finds none. */
function secondOpinion(text: string): YamlFlaw | undefined {
  const errors = errorsOf(text);
  const [first] = errors.toSorted((left, right) => left.pos[0] - right.pos[0]);
  return first === undefined ? undefined : invalid(first.pos[0], first.message);
}

/** A second document is told elsewhere, and so is a key that stands twice. */
function errorsOf(text: string) {
  try {
    const { errors } = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    return errors.filter(({ code }) => code !== "MULTIPLE_DOCS");
  } catch (error) {
    // Thousands of brackets inside each other end its recursion.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** The tabs that separate tokens become spaces, which are as long. */
function withoutTabs(text: string, refusal: YAMLException): readonly Event[] {
  const tokens = Array.from(new Lexer().lex(text), (token) =>
    /^[ \t]+$/.test(token) ? token.replaceAll("\t", " ") : token,
  );
  const spaced = tokens.filter((token) => !MARKS.has(token)).join("");
  try {
    return events(spaced.length === text.length ? spaced : text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlStop(invalid(refusal.mark?.position ?? 0, refusal.reason));
  }
}

/** What the lexer of `yaml` says between the pieces of the text. */
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

function invalid(offset: number, reason: string): YamlFlaw {
  const message = `This is no valid YAML: ${reason}`;
  return {
    code: "invalid-yaml",
    pointer: "",
    offset,
    message: message.endsWith(".") ? message : `${message}.`,
  };
}
