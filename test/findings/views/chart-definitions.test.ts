import { expect, test } from "vitest";
import { chartDefinitions } from "../../../src/findings/views/chart-definitions.ts";
import { scanRepository } from "../../../src/manifests/scan-repository.ts";

test("a chart says on which versions helm installs it, and where it says so", () => {
  const text = `apiVersion: v2
name: web
version: 1.2.3
appVersion: "4.5"
kubeVersion: ">=1.25.0-0 <1.36.0" # tested
`;
  expect(scanRepository([{ path: "web/Chart.yaml", text }], [chartDefinitions]).of(chartDefinitions)).toEqual(
    [
      {
        path: "web/Chart.yaml",
        name: "web",
        version: "1.2.3",
        appVersion: "4.5",
        kubeVersion: {
          constraint: ">=1.25.0-0 <1.36.0",
          place: { path: "web/Chart.yaml", line: 5, column: 15 },
        },
      },
    ],
  );
});

test("a broken chart file is unread", () => {
  const { unread } = scanRepository([{ path: "Chart.yaml", text: "name: [a\n" }], [chartDefinitions]);
  expect(unread).toMatchObject([{ path: "Chart.yaml" }]);
});
