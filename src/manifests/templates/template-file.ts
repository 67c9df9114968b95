import type { SourceFile } from "../../source/finding.ts";
import { isJsonnet } from "../jsonnet/read-jsonnet.ts";

/** Endings of files that an engine renders into others. */
const TEMPLATE = /\.(?:tpl|tmpl|gotmpl|template|j2|jinja2?|erb|tftpl|mustache|hbs|(?:ya?ml|json)\.in)$/i;
/** What such a file becomes where its name says it: a program or a page, which may hold manifests only as text. */
const OTHER_TEXT =
  /\.(?:sh|bash|py|rb|pl|js|ts|go|lua|php|ps1|bat|sql|md|txt|html?|xml|css|ini|service)\.\w+$/i;
/** Where charts keep templates, whatever they are called; `NOTES.txt` is for people. */
const TEMPLATE_FOLDER = /(?:^|\/)templates\/(?:.*\/)?[^/]*\.(?:ya?ml|json|tpl)$/i;
/** Actions of Go templates; `{{inputs.parameters.x}}` of Argo Workflows and `${{ if x }}` of pipelines are none. */
const CHART_SIGN =
  /\{\{-|-\}\}|(?<!\$)\{\{ *(?:\/\*|[.$("`]|[a-zA-Z]\w* +[.$("`]|(?:if|range|with|define|include|template|tpl|toYaml|end|else)\b)/;
const NAMES_API = /^[ \t]*(?:- +)*(?:\{(?:.*[,\s{])?)?["']?apiVersion["']?[ \t]*:/m;

/** Whether a file is rendered before it is YAML, so that it can only be read as it is. */
export function isTemplateFile({ path, text }: SourceFile): boolean {
  if (isJsonnet(path)) return text.includes("apiVersion");
  if (OTHER_TEXT.test(path)) return false;
  if (TEMPLATE_FOLDER.test(path)) return CHART_SIGN.test(text);
  return TEMPLATE.test(path) && NAMES_API.test(text);
}

/** What may make a document that is no YAML a template. */
const MARKS = ["{{", "{%", "<%"];
/** An action that decides about lines, at the beginning of one. */
const CONTROL =
  /^[ \t]*(?:\{\{-?[ \t]*(?:if|range|with|define|else|end)\b|\{%|<%-?[ \t]*(?:if|unless|else|end)\b)/m;

/** Whether a text that is no YAML may become YAML when it is rendered. */
export function hasMark(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark));
}

/** Whether branches of a template may reach over several documents. */
export function hasControl(text: string): boolean {
  return hasMark(text) && CONTROL.test(text);
}
