import { type Event, parseEvents, YAMLException } from "js-yaml";
import { Composer } from "./compose.ts";
import { type YamlFlaw, YamlStop } from "./flaw.ts";
import type { YamlNode } from "./node.ts";
import { forbiddenCharacters, withoutForbidden } from "./printable.ts";

/** The one document of a text; without `root` where there is none, or none that could be read. */
export interface YamlReading {
  readonly root?: YamlNode;
  readonly flaws: readonly YamlFlaw[];
}

/** Containers inside each other; a playbook needs nine. */
const MAX_DEPTH = 100;

/** A text with more forbidden characters than this is no text. */
const MOST_FORBIDDEN = 100;

/**
 * Reads a text as one document of YAML 1.2 by its core schema, JSON included. Never throws on content: what
 * is wrong is in `flaws`, and the rest is read as far as it can be.
 */
export function readYaml(text: string): YamlReading {
  const forbidden = forbiddenCharacters(text, MOST_FORBIDDEN + 1);
  if (forbidden.length > MOST_FORBIDDEN) return { flaws: [binaryFlaw(forbidden[0] ?? 0)] };
  let composer: Composer | undefined;
  try {
    composer = new Composer(text, eventsOf(withoutForbidden(text, forbidden)), forbidden);
    const root = composer.document();
    return { ...(root === undefined ? {} : { root }), flaws: composer.flaws() };
  } catch (error) {
    if (error instanceof YamlStop) return { flaws: [...(composer?.flaws() ?? []), error.flaw] };
    throw error;
  }
}

function binaryFlaw(offset: number): YamlFlaw {
  const message = "The file is binary, not text: most of its characters may not stand in YAML.";
  return { code: "invalid-character", pointer: "", offset, message };
}

/** @throws YamlStop */
function eventsOf(text: string): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlStop(syntaxFlaw(error, text));
  }
}

function syntaxFlaw(error: YAMLException, text: string): YamlFlaw {
  const offset = Math.min(error.mark?.position ?? 0, lastWritten(text));
  if (error.reason.includes("maxDepth")) {
    const message = `More than ${MAX_DEPTH} lists and mappings are nested here; a playbook needs nine.`;
    return { code: "too-deep", pointer: "", offset, message };
  }
  return { code: "invalid-yaml", pointer: "", offset, message: `This is no valid YAML: ${error.reason}.` };
}

/** What is left open at the end of the text is shown at its last word. */
function lastWritten(text: string): number {
  return Math.max(text.trimEnd().length - 1, 0);
}
