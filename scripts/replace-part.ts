/**
 * Replaces what stands between `<!-- NAME: generated -->` and `<!-- /NAME -->` in a Markdown page.
 *
 * @throws Error where the page has no such part
 */
export function replacePart(page: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`the page has no part ${open} … ${close}`);
  return `${page.slice(0, start + open.length)}\n\n${content}\n\n${page.slice(end)}`;
}
