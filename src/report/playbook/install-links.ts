import { isInstallPage } from "../../playbook/choice/install-hints.ts";
import { link, type Phrase, prose } from "../document.ts";

const ADDRESS = /(https:\/\/[^\s()]+)/;

/** A sentence in which our own pages on how to install a tool can be opened; every other address stays text. */
export function withInstallLinks(sentence: string): Phrase {
  return sentence
    .split(ADDRESS)
    .flatMap((part, index) =>
      index % 2 === 1 && isInstallPage(part) ? [link("how to install", part)] : prose(part),
    );
}
