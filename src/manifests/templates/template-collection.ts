import type { LocatedText } from "../../source/documents.ts";
import type { SourceFile } from "../../source/finding.ts";
import { isJsonnet, readJsonnet } from "../jsonnet/read-jsonnet.ts";
import type { FindFile } from "../surroundings.ts";
import { ChartDefaults } from "./chart-defaults.ts";
import { DefineIndex } from "./define-index.ts";
import { DefineUses } from "./define-uses.ts";
import { templateObjects } from "./document-objects.ts";
import { readTemplate } from "./read-template.ts";
import type { Template } from "./template.ts";
import type { ReadTemplate } from "./template-objects.ts";
import { untoldTemplate } from "./told-apis.ts";

/** Gathers the templates of a repository while its files stream by; what they write is told when all were seen. */
export class TemplateCollection {
  private readonly templates: Template[] = [];
  /** Where those stand that were passed over, by their paths. */
  private readonly untold = new Map<string, number>();

  /** Reads one template, which may have been passed over before, and gives the number of its documents. */
  add(source: LocatedText): number {
    const template = isJsonnet(source.path) ? readJsonnet(source) : readTemplate(source);
    const before = this.untold.get(source.path);
    if (before === undefined) this.templates.push(template);
    else this.templates[before] = template;
    return template.body.documents.length;
  }

  /** Takes one that {@link tellsItsApis} and interests nobody. */
  passOver({ path, text }: SourceFile): void {
    this.untold.set(path, this.templates.length);
    this.templates.push(untoldTemplate(path, text));
  }

  /** What each template writes, in the order of the files. */
  *read(findFile: FindFile): Generator<ReadTemplate> {
    const index = new DefineIndex(this.templates);
    const uses = new DefineUses(this.templates, index);
    const defaults = new ChartDefaults(findFile);
    for (const template of this.templates) {
      yield { path: template.path, ...templateObjects(template, { index, uses, defaults }) };
    }
  }
}
