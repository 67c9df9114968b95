import { describe, expect, it } from "vitest";
import { mayHoldConfiguration } from "../../src/github/archive-policy.ts";

describe("files that a reader may want", () => {
  it.each([
    "clusters/prod/kubeadm.yaml",
    "inventory/hosts",
    "chart/templates/_helpers.tpl",
    "deploy/app.yaml.in",
    "deploy/app.json.template",
    "units/kubelet.service.t2",
    "roles/node/templates/20-extra.conf.epp",
    "etc/kubelet.service.d/10-extra.dropin.old",
    "kubelet.env.sample",
    "scripts/kubeadm.config",
    "salt/kubeadm/init.sls",
    "fcos/control-plane.bu",
    "export/objects.jsonl",
  ])("%s", (path) => {
    expect(mayHoldConfiguration(path)).toBe(true);
  });

  it.each(["src/main.go", "docs/guide.md", "logo.png", "Makefile.in", "kubelet.exe"])("not %s", (path) => {
    expect(mayHoldConfiguration(path)).toBe(false);
  });
});
