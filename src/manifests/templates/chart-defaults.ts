import { readDocuments } from "../../source/documents.ts";
import type { SourceValue } from "../../source/value.ts";
import type { FindFile } from "../surroundings.ts";

/** What charts say in their `values.yaml`; one chart's is kept at a time. */
export class ChartDefaults {
  private readonly findFile: FindFile;
  private folder: string | undefined;
  private values: SourceValue | undefined;

  constructor(findFile: FindFile) {
    this.findFile = findFile;
  }

  /** The default of `.Values.a.b` in the chart of that folder. */
  at(folder: string, path: readonly string[]): SourceValue | undefined {
    if (folder !== this.folder) {
      this.folder = folder;
      const file = this.findFile(`${folder}values.yaml`);
      this.values = file === undefined ? undefined : readDocuments(file).documents[0]?.root;
    }
    return this.values?.get(...path);
  }

  /** Whether that folder is a chart's. */
  isChart(folder: string): boolean {
    return this.findFile(`${folder}Chart.yaml`) !== undefined;
  }

  /** Whether that value is there and holds nothing: `[]`, `{}`, `""`, null. */
  isEmpty(folder: string, path: readonly string[]): boolean {
    const value = this.at(folder, path);
    if (value === undefined) return false;
    return value.kind === "scalar" ? (value.text() ?? "") === "" : isWithoutContent(value);
  }
}

function isWithoutContent(value: SourceValue): boolean {
  return value.entries().length === 0 && value.items().length === 0;
}
