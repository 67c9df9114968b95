import type { Strategy } from "../plan/plan.ts";
import type { PathLevel } from "../playbook/playbook.ts";

/** What somebody asked for, understood. */
export type Ask =
  | {
      readonly command: "upgrade-plan";
      readonly to?: string;
      readonly cluster?: string;
      readonly strategy?: Strategy;
    }
  | { readonly command: "skew-check"; readonly cluster?: string }
  | { readonly command: "fix"; readonly to?: string; readonly cluster?: string }
  | { readonly command: "help" }
  /** The list of playbooks. */
  | { readonly command: "playbook" }
  | RunAsk
  | (AboutEarlierRun & { readonly command: "cancel" })
  | (AboutEarlierRun & { readonly command: "retry" });

interface AboutEarlierRun {
  /** Name or file; without one the run that was asked for last is meant. */
  readonly playbook?: string;
  /** The word of other bots too: it means us only where there is a run of ours. */
  readonly isBare: boolean;
}

/** A playbook is to be run. */
export interface RunAsk {
  readonly command: "playbook-run";
  /** Name or file. */
  readonly playbook: string;
  readonly path?: PathLevel;
  /** Whose text of the playbook is run. */
  readonly from: "base" | "pull-request";
  readonly inputs: Readonly<Record<string, string>>;
}

/** What starts or ends runs of playbooks. */
export type AskAboutRuns = Extract<Ask, { command: "playbook-run" | "cancel" | "retry" }>;

export function isAboutRuns(ask: Ask | Misunderstanding): ask is AskAboutRuns {
  return ask.command === "playbook-run" || ask.command === "cancel" || ask.command === "retry";
}

/** One of our commands with arguments that we do not understand, or a word very near to one of ours. */
export interface Misunderstanding {
  readonly command: "misunderstood";
  /** The command it was, for its comment; `help` where none was recognised. */
  readonly meant: Ask["command"];
  /** One sentence; backticks mark what was typed. */
  readonly problem: string;
  readonly remedy: string;
}

/** A new comment on an open pull request, written by a person, that holds one of our commands. */
export interface CommandComment {
  readonly pull: number;
  readonly commentId: number;
  readonly author: string;
  readonly ask: Ask | Misunderstanding;
}

/** The words behind a command: `1.36 cluster=prod` is one version and one pair. */
export interface Arguments {
  readonly words: readonly string[];
  readonly pairs: ReadonlyMap<string, string>;
  /** The first key that was given more than once. */
  readonly repeated?: string;
}

/** One command of the grammar. */
export interface CommandGrammar {
  /** As typed, without the slash: `upgrade-plan`. */
  readonly name: string;
  readonly usage: string;
  /** What it does, for the help. */
  readonly says: string;
  readonly keys: readonly string[];
  /** Any other key is taken too, as it was typed. */
  readonly takesOtherKeys?: true;
  /** Other bots have this word too: with anything behind it, or beside a command of our own, it is theirs. */
  readonly isBare?: true;
  /** How many words without `=` it takes. */
  readonly words: number;
  readonly understand: (given: Arguments) => Ask | Misunderstanding;
}
