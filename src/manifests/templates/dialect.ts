/** How a kind of template marks what is not text. */
export interface Mark {
  readonly opens: string;
  readonly closes: string;
  /** Whose words stand between the two. */
  readonly language: "go" | "jinja" | "jinja-statement" | "comment" | "erb" | "terraform";
}

const GO: Mark = { opens: "{{", closes: "}}", language: "go" };
const JINJA: readonly Mark[] = [
  { opens: "{{", closes: "}}", language: "jinja" },
  { opens: "{%", closes: "%}", language: "jinja-statement" },
  { opens: "{#", closes: "#}", language: "comment" },
];
const ERB: readonly Mark[] = [{ opens: "<%", closes: "%>", language: "erb" }];
const GO_ALONE: readonly Mark[] = [GO];
const TERRAFORM: readonly Mark[] = [GO, { opens: "%{", closes: "}", language: "terraform" }];

const JINJA_STATEMENT =
  /\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|block|include|import|from|macro|raw|filter|with)\b/;
const TERRAFORM_STATEMENT = /%\{~?\s*(?:if|else|endif|for|endfor)\b/;

/** The marks of a template; `{{` alone is Go's, as Helm, Flux and Argo CD write them. */
export function marksOf(path: string, text: string): readonly Mark[] {
  if (/\.(?:j2|jinja2?)$/i.test(path) || hasJinja(text)) return JINJA;
  if (/\.erb$/i.test(path) || (text.includes("<%") && !text.includes("{{"))) return ERB;
  return text.includes("%{") && TERRAFORM_STATEMENT.test(text) ? TERRAFORM : GO_ALONE;
}

function hasJinja(text: string): boolean {
  return text.includes("{%") && JINJA_STATEMENT.test(text);
}
