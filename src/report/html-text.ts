import { visibleBlock, visibleLine } from "./visible.ts";

/** Markup that was built here; a plain string is never taken for it. */
export interface Html {
  readonly html: string;
}

/** Builds markup: strings and numbers are escaped as text, `Html` stays, arrays are joined. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Html | string | number | readonly Html[])[]
): Html {
  return { html: strings.map((text, index) => text + written(values[index])).join("") };
}

/** Text for an element or a quoted attribute, on one line. */
function htmlText(text: string): string {
  return escaped(visibleLine(text));
}

/** Text of several lines for `<pre>`. */
export function htmlLines(text: string): Html {
  return { html: escaped(visibleBlock(text)) };
}

/** An address for `href`: http(s) only. */
export function safeHref(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}

function written(value: Html | string | number | readonly Html[] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return htmlText(value);
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map((part) => part.html).join("");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
