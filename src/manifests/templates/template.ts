import type { Unread } from "../../source/finding.ts";
import type { Branch } from "./branch.ts";
import type { OutlineDocument } from "./outline-document.ts";
import type { Said } from "./said.ts";

/** What one template file says, read as it is. Its texts are detached from the file. */
export interface Template {
  readonly path: string;
  /** What the file itself writes. */
  readonly body: TemplateText;
  /** What it defines for others to include. */
  readonly defines: readonly TemplateDefine[];
  /** The names that its actions include, in whatever place. */
  readonly included: ReadonlySet<string>;
  /** What no engine would accept. */
  readonly flaws: readonly Unread[];
}

export interface TemplateDefine extends TemplateText {
  readonly name: string;
}

/** A stretch of template with variables of its own. */
export interface TemplateText {
  readonly documents: readonly OutlineDocument[];
  readonly variables: ReadonlyMap<string, readonly Assignment[]>;
  /** Its lines where they are few: then it may be the value of a key. */
  readonly lines: readonly Said[];
}

/** `$apiVersion := "apps/v1"`. */
export interface Assignment {
  readonly expression: string;
  readonly branch: Branch | undefined;
}
