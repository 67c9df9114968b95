import compatFile from "../../data/compat.json" with { type: "json" };

/** The add-on that a chart installs. */
export interface ChartProduct {
  readonly product: string;
  /** Whether the chart's version is the add-on's own; else the chart does not tell which release it installs. */
  readonly sharesVersion: boolean;
}

let products: ReadonlyMap<string, ChartProduct> | undefined;

/** The add-on that a chart of this name installs; undefined for charts of other things. */
export function chartProduct(chart: string): ChartProduct | undefined {
  products ??= new Map(
    compatFile.charts.map(({ chart: name, product, numbering }) => [
      name,
      { product, sharesVersion: numbering === "shared" },
    ]),
  );
  return products.get(chart);
}
