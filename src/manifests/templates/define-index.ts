import { chartFolder } from "./chart-folder.ts";
import type { Template, TemplateDefine } from "./template.ts";

/** A define and the file in which it stands. */
export interface PlacedDefine {
  readonly template: Template;
  readonly define: TemplateDefine;
}

/** Of a name that more charts define, another chart is not told which one it would get. */
const MOST_COMPARED = 100;

/** The defines of all templates of a repository by their names, which charts need not share. */
export class DefineIndex {
  private readonly byName = new Map<string, Map<string, PlacedDefine>>();

  constructor(templates: readonly Template[]) {
    for (const template of templates) {
      for (const define of template.defines) this.add({ template, define });
    }
  }

  /** The define of that name in the chart of the file that asks, else the one that lies nearest to it. */
  find(name: string, path: string): PlacedDefine | undefined {
    const byFolder = this.byName.get(name);
    const own = byFolder?.get(chartFolder(path));
    if (own !== undefined || byFolder === undefined) return own;
    const nearness = ({ template }: PlacedDefine) => sharedLength(template.path, path);
    const [first, ...others] = [...byFolder.values()].slice(0, MOST_COMPARED);
    return others.reduce(
      (best, one) => (best === undefined || nearness(one) > nearness(best) ? one : best),
      first,
    );
  }

  /** As in Helm, the define that is read last holds. */
  private add(placed: PlacedDefine): void {
    const { name } = placed.define;
    const byFolder = this.byName.get(name) ?? new Map<string, PlacedDefine>();
    byFolder.set(chartFolder(placed.template.path), placed);
    this.byName.set(name, byFolder);
  }
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
