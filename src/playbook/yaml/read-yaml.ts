import { Composer } from "./compose.ts";
import { type YamlFlaw, YamlStop } from "./flaw.ts";
import type { YamlNode } from "./node.ts";
import { parseText } from "./parse-text.ts";
import { forbiddenCharacters, withoutForbidden } from "./printable.ts";

/** The one document of a text; without `root` where there is none, or none that could be read. */
export interface YamlReading {
  readonly root?: YamlNode;
  readonly flaws: readonly YamlFlaw[];
}

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
    composer = new Composer(text, parseText(withoutForbidden(text, forbidden)), forbidden);
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
