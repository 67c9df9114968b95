import type { PlaybookRun, StepRun, TeardownRun } from "../../../src/playbook/playbook-run.ts";

/** A run that passed on its recommended path; tests change what they are about. */
export function playbookRun(changes: Partial<PlaybookRun> = {}): PlaybookRun {
  return {
    schemaVersion: 1,
    playbook: "validate-ingress-change",
    result: "passed",
    path: 2,
    degraded: false,
    steps: [
      stepRun(),
      stepRun({ name: "traffic-reaches-the-shop", validates: "traffic reaches the workload" }),
    ],
    notValidated: [],
    teardown: [teardownRun()],
    missing: { tools: [], files: [] },
    warnings: [],
    artifacts: [],
    ...changes,
  };
}

export function stepRun(changes: Partial<StepRun> = {}): StepRun {
  return {
    name: "manifest-is-valid",
    status: "passed",
    path: 2,
    exitCode: 0,
    validates: "a real API server accepts the manifest",
    durationMs: 1_400,
    outputExcerpt: "ingress.networking.k8s.io/shop created (server dry run)\n",
    ...changes,
  };
}

export function teardownRun(changes: Partial<TeardownRun> = {}): TeardownRun {
  return {
    step: "traffic-reaches-the-shop",
    command: "minikube delete --profile shop",
    status: "passed",
    outputExcerpt: "",
    ...changes,
  };
}
