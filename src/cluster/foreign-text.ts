import type { SourceFile } from "../source/finding.ts";
import type { Distribution } from "./cluster.ts";
import type { ForeignReading } from "./foreign-reading.ts";
import { readVersionAt } from "./version-reading.ts";

/** Settings of installers, wherever they stand: cloud-init, Ansible variables, environment files, Terraform. */
const SETTINGS: readonly (readonly [setting: RegExp, distribution: Distribution])[] = [
  [/\b(INSTALL_K3S_VERSION)["']?[ \t]*[:=][ \t]*["']?(v1\.[\w.+-]+)/, "k3s"],
  [/\b(INSTALL_RKE2_VERSION)["']?[ \t]*[:=][ \t]*["']?(v1\.[\w.+-]+)/, "rke2"],
  [/^[ \t]*["']?(k3s_(?:release_)?version)["']?[ \t]*[:=][ \t]*["']?(v?1\.[\w.]+\+k3s\d+)/, "k3s"],
  [/^[ \t]*["']?(rke2_version)["']?[ \t]*[:=][ \t]*["']?(v?1\.[\w.]+\+rke2r\d+)/, "rke2"],
  [
    /^[ \t]*["']?(microk8s_(?:channel|version))["']?[ \t]*[:=][ \t]*["']?(1\.\d+)(?=\/|["']?[ \t]*$)/,
    "microk8s",
  ],
  [/\b(microk8s)\b[^\n#]{0,80}?--channel[= ]["']?(1\.\d+)\//, "microk8s"],
];

/** Whether a text may hold such a setting. */
export function mayHoldForeignSetting({ text }: SourceFile): boolean {
  return /INSTALL_(?:K3S|RKE2)_VERSION|k3s_(?:release_)?version|rke2_version|microk8s/.test(text);
}

/** The first setting of each distribution in a file; comments are passed over. */
export function foreignSettings({ path, text }: SourceFile): readonly ForeignReading[] {
  const lines = text.split(/\r?\n/).map((line) => (COMMENT.test(line) ? "" : line));
  const found = SETTINGS.flatMap((setting) => firstReading(path, lines, setting) ?? []);
  return [
    ...new Map(found.toReversed().map((reading) => [reading.distribution, reading])).values(),
  ].toReversed();
}

const COMMENT = /^\s*(?:#|\/\/|;)/;

function firstReading(
  path: string,
  lines: readonly string[],
  [setting, distribution]: (typeof SETTINGS)[number],
): ForeignReading | undefined {
  for (const [index, line] of lines.entries()) {
    const match = setting.exec(line);
    if (match === null) continue;
    const [whole, field = "", value = ""] = match;
    const column = match.index + whole.lastIndexOf(value) + 1;
    const at = { path, line: index + 1, column, field, value };
    return { path, distribution, version: readVersionAt(at), at };
  }
  return undefined;
}
