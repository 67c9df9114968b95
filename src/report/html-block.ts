import type { Block, CommandGroup, Details, Phrase, Span, Task } from "./document.ts";
import { type Html, html, htmlLines, safeHref } from "./html-text.ts";

/** One block as HTML; a picture in mermaid has no place here, the page draws its own. */
export function htmlBlock(block: Block): Html {
  switch (block.kind) {
    case "heading":
      return html`<h2>${htmlPhrase(block.text)}</h2>`;
    case "paragraph":
      return html`<p>${htmlPhrase(block.text)}</p>`;
    case "table":
      return htmlTable(block);
    case "list":
      return html`<ul class="findings">${block.items.map((item) => html`<li>${htmlPhrase(item)}</li>`)}</ul>`;
    case "tasks":
      return html`<ol class="tasks">${block.items.map(htmlTask)}</ol>`;
    case "code":
      return htmlCode(block);
    case "details":
      return htmlDetails(block);
    default:
      return block satisfies never;
  }
}

/** A phrase as inline HTML. */
function htmlPhrase(phrase: Phrase): Html {
  return { html: phrase.map((span) => htmlSpan(span).html).join("") };
}

function htmlSpan(span: Span): Html {
  if (typeof span === "string") return html`${span}`;
  switch (span.kind) {
    case "code":
      return html`<code>${span.text}</code>`;
    case "strong":
      return html`<strong>${span.text}</strong>`;
    case "link": {
      const label = span.code ? html`<code>${span.label}</code>` : html`${span.label}`;
      const href = safeHref(span.url);
      return href === undefined ? label : html`<a href="${href}" rel="noreferrer">${label}</a>`;
    }
    default:
      return span satisfies never;
  }
}

function htmlTable({ columns, rows }: Extract<Block, { kind: "table" }>): Html {
  const align = (index: number) => (columns[index]?.align === "right" ? html` class="number"` : html``);
  const head = columns.map(({ title }, index) => html`<th scope="col"${align(index)}>${title}</th>`);
  const body = rows.map(
    (row) => html`<tr>${row.map((cell, index) => html`<td${align(index)}>${htmlPhrase(cell)}</td>`)}</tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function htmlTask(task: Task): Html {
  return html`<li><label><input type="checkbox"> <span>${htmlPhrase(task.title)}</span></label>${task.notes.map(note)}${task.commands.map(htmlCommands)}${task.after.map(note)}</li>`;
}

function htmlCode({ language, text }: Extract<Block, { kind: "code" }>): Html {
  return language === "mermaid"
    ? html``
    : html`<pre class="output" tabindex="0"><code>${htmlLines(text)}</code></pre>`;
}

function note(phrase: Phrase): Html {
  return html`<p>${htmlPhrase(phrase)}</p>`;
}

function htmlCommands({ where, lines, expects }: CommandGroup): Html {
  const machine = where === undefined ? html`` : note(where);
  return html`${machine}<div class="command"><pre tabindex="0"><code>${htmlLines(lines.join("\n"))}</code></pre><button type="button" hidden>Copy</button></div>${expects.map(note)}`;
}

function htmlDetails({ summary, blocks, open }: Details): Html {
  const inner = blocks.map(htmlBlock).filter((part) => part.html !== "");
  const state = open === true ? html` open` : html``;
  return inner.length === 0 ? html`` : html`<details${state}><summary>${summary}</summary>${inner}</details>`;
}
