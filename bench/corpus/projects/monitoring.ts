import type { CorpusFile } from "../corpus-file.ts";
import { jsonFile } from "../json-file.ts";
import type { Project } from "../project.ts";
import type { Random } from "../random.ts";
import type { Manifest, Mapping } from "../value.ts";
import { fieldName, sentence } from "../words.ts";
import { yamlFile } from "../yaml-file.ts";

/** Dashboards, which are large JSON, and alerting rules. */
export function monitoring({ random, name, namespace }: Project): readonly CorpusFile[] {
  const dashboards = random.times(random.between(2, 6), (number) =>
    jsonFile(`dashboards/${fieldName(random)}-${number}.json`, dashboard(random)),
  );
  const rules = random.times(random.between(1, 4), (number): CorpusFile => {
    const value: Manifest = {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: { name: `${name}-${number}`, namespace },
      spec: { groups: random.times(random.skewed(1, 12), () => group(random)) },
    };
    return yamlFile(`rules/${number}.yaml`, [{ value }], random);
  });
  return [...dashboards, ...rules];
}

function dashboard(random: Random): Mapping {
  const panels = random.times(random.skewed(4, 60), (id) => ({
    id,
    title: sentence(random, 4),
    type: random.pick(["timeseries", "stat", "table"]),
    gridPos: { h: 8, w: 12, x: (id % 2) * 12, y: id * 4 },
    fieldConfig: {
      defaults: {
        unit: "short",
        thresholds: {
          mode: "absolute",
          steps: [
            { color: "green", value: null },
            { color: "red", value: 80 },
          ],
        },
      },
    },
    targets: [{ expr: query(random), legendFormat: "{{instance}}", refId: "A" }],
  }));
  return { title: sentence(random, 3), schemaVersion: 39, refresh: "30s", panels, templating: { list: [] } };
}

function group(random: Random): Mapping {
  const rules = random.times(random.between(2, 9), () => ({
    alert: fieldName(random),
    expr: `${query(random)} > ${random.between(1, 99)}`,
    for: "15m",
    labels: { severity: random.pick(["warning", "critical"]) },
    annotations: {
      summary: sentence(random, 8),
      description: "{{ $labels.instance }} needs to be looked at",
    },
  }));
  return { name: fieldName(random), rules };
}

function query(random: Random): string {
  return `sum(rate(${fieldName(random)}_total{job="${fieldName(random)}"}[5m])) by (instance)`;
}
