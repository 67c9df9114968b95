import type { SourceFile } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import type { Distribution } from "./cluster.ts";
import type { ForeignReading } from "./foreign-reading.ts";
import { readVersionAt } from "./version-reading.ts";

/** Settings of installers, wherever they stand: cloud-init, Ansible variables, environment files, Terraform. */
const SETTINGS: readonly (readonly [setting: RegExp, distribution: Distribution])[] = [
  [/\b(INSTALL_K3S_VERSION)["']?[ \t]*[:=][ \t]*["']?(v1\.[\w.+-]+)/g, "k3s"],
  [/\b(INSTALL_RKE2_VERSION)["']?[ \t]*[:=][ \t]*["']?(v1\.[\w.+-]+)/g, "rke2"],
  [/^[ \t]*["']?(k3s_(?:release_)?version)["']?[ \t]*[:=][ \t]*["']?(v?1\.[\w.]+\+k3s\d+)/gm, "k3s"],
  [/^[ \t]*["']?(rke2_version)["']?[ \t]*[:=][ \t]*["']?(v?1\.[\w.]+\+rke2r\d+)/gm, "rke2"],
  [
    /^[ \t]*["']?(microk8s_(?:channel|version))["']?[ \t]*[:=][ \t]*["']?(1\.\d+)(?=\/|["']?[ \t]*$)/gm,
    "microk8s",
  ],
  [/\b(microk8s)\b[^\n#]{0,80}?--channel[= ]["']?(1\.\d+)\//g, "microk8s"],
];

/** Whether a text may hold such a setting. */
export function mayHoldForeignSetting({ text }: SourceFile): boolean {
  return /INSTALL_(?:K3S|RKE2)_VERSION|k3s_(?:release_)?version|rke2_version|microk8s/.test(text);
}

/** The first setting of each distribution in a file; comments are passed over. */
export function foreignSettings({ path, text }: SourceFile): readonly ForeignReading[] {
  const locate = lineIndex(text);
  const found = SETTINGS.flatMap(([setting, distribution]) => {
    for (const match of text.matchAll(setting)) {
      const [whole, field = "", value = ""] = match;
      if (isComment(text, match.index)) continue;
      const at = { path, ...locate(match.index + whole.lastIndexOf(value)), field, value };
      return [{ path, distribution, version: readVersionAt(at), at }];
    }
    return [];
  });
  return [
    ...new Map(found.toReversed().map((reading) => [reading.distribution, reading])).values(),
  ].toReversed();
}

function isComment(text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset) + 1;
  return /^\s*(?:#|\/\/|;)/.test(text.slice(start, Math.max(offset, start + 1)));
}
