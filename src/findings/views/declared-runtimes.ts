import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place, SourceFile } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";

/** A container runtime's version that a file installs: a variable of Ansible, a script, an image's definition. */
export interface DeclaredRuntime {
  readonly runtime: "containerd" | "CRI-O";
  /** `1.6.32`, `1.6`; without what a distribution adds. */
  readonly version: string;
  /** As it is written: `containerd_version: 1.6.32`. */
  readonly text: string;
  readonly place: Place;
}

/** Variables by the names that roles and scripts give them, and packages with the version that apt is to take. */
const DECLARED =
  /(?<![\w.$/-])(?:(containerd|crio|cri_o)_version["']?[ \t]*[:=][ \t]*["']?v?|(containerd(?:\.io)?|cri-o)=)(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)/gi;
/** A part of every such text: most files cost one look. */
const NAMED = /(?:containerd|cri_?o)_version|(?:CONTAINERD|CRI_?O)_VERSION|containerd(?:\.io)?=|cri-o=/;
/** What kubespray brings along says what it could install. */
const OF_KUBESPRAY = /(?:^|\/)roles\/(?:kubespray[-_]defaults|download|container-engine)\//;

export const declaredRuntimes: FileView<DeclaredRuntime> = {
  kind: "files",
  name: "declared-runtimes",
  wants: ({ path, text }) =>
    NAMED.test(text) &&
    !/\.(?:md|rst|txt|adoc|go|j2|lock|svg)$/i.test(path) &&
    !OF_KUBESPRAY.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => ({ entries: declaredIn(file) }),
};

function declaredIn({ path, text }: SourceFile): readonly DeclaredRuntime[] {
  const locate = lineIndex(text);
  return [...text.matchAll(DECLARED)]
    .filter(({ index }) => !isComment(text, index))
    .map(({ index, 0: whole, 1: variable, 2: packageName = "", 3: version = "" }) => ({
      runtime: (variable ?? packageName).toLowerCase().startsWith("containerd") ? "containerd" : "CRI-O",
      version: detached(version),
      text: detached(whole),
      place: { path: detached(path), ...locate(index) },
    }));
}

function isComment(text: string, offset: number): boolean {
  return /^[ \t]*(?:#|\/\/|;)/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}
