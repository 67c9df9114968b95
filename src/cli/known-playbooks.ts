import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { knownPlaybooks } from "../assessment/known-playbooks.ts";
import { type PlaybookReading, readPlaybook } from "../playbook/reading/read-playbook.ts";
import { readDirectory } from "../workspace/read-directory.ts";
import { packageFile } from "./package-file.ts";

/** A playbook that somebody may run by its file, or copy by its name. */
export interface KnownPlaybook {
  /** Relative to the directory that was searched; of a shipped one its name. */
  readonly file: string;
  readonly origin: "repository" | "shipped";
  readonly reading: PlaybookReading;
}

/** The playbooks of a directory, in the order of their paths; other files with a key of that name are none. */
export function repositoryPlaybooks(directory: string): readonly KnownPlaybook[] {
  return knownPlaybooks(readDirectory(directory)).map((known) => ({ ...known, origin: "repository" }));
}

/** The playbooks that come with Kubehop, by name. */
export function shippedPlaybooks(): readonly KnownPlaybook[] {
  return shippedNames().map((name) => {
    const reading = readPlaybook({ path: name, text: shippedText(name) });
    return { file: name, origin: "shipped", reading };
  });
}

export function shippedNames(): readonly string[] {
  return readdirSync(packageFile("playbooks"))
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .toSorted();
}

/** @param name one of {@link shippedNames} */
export function shippedText(name: string): string {
  return readFileSync(join(packageFile("playbooks"), `${name}.yaml`), "utf8");
}
