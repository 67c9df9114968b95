import { describe, expect, test } from "vitest";
import { embeddedKustomizations } from "../../../src/findings/views/embedded-kustomizations.ts";
import { helmReleases } from "../../../src/findings/views/helm-releases.ts";
import { ruleSets } from "../../../src/findings/views/rule-sets.ts";

const ROLES = {
  'apiGroups: ["extensions"]\nresources: ["ingresses"]\n': true,
  'apiGroups: ["apps"]\napiVersions: ["v1"]\n': true,
  'apiGroups: ["\\x65xtensions"]\n': true,
  "apiVersion: kyverno.io/v1\nkinds: [extensions/v1beta1/Ingress]\n": true,
  'apiGroups: [""]\nresources: ["pods"]\n': false,
};
const SECRETS = {
  "type: helm.sh/release.v1\n": true,
  '"type": "helm.sh\\/release.v1"': true,
  "type: Opaque\n": false,
};
const KUSTOMIZATIONS = {
  "apiVersion: kustomize.toolkit.fluxcd.io/v1\n": true,
  "apiVersion: argoproj.io/v1alpha1\n": true,
  "apiVersion: kustomize.config.k8s.io/v1beta1\n": false,
};

describe("a look at the text of a document keeps it from being parsed for nothing", () => {
  test.each([
    ["rules", ruleSets, ROLES],
    ["Helm's releases", helmReleases, SECRETS],
    ["patches of Flux and Argo CD", embeddedKustomizations, KUSTOMIZATIONS],
  ])("%s", (_, view, texts) => {
    const wanted = Object.keys(texts).map((text) => [text, view.wantsText?.(text, "a.yaml")]);
    expect(Object.fromEntries(wanted)).toEqual(texts);
  });
});
