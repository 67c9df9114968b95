import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import type { Place, SourceFile } from "../../source/finding.ts";
import { lineIndex } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";

/** A variable that says how kubespray runs kube-proxy, or that another program takes its place. */
export interface ProxyVariable {
  readonly name: string;
  /** As it is written: `ipvs`, `true`, `{{ mode }}`. */
  readonly value: string;
  readonly place: Place;
}

const VARIABLES = ["kube_proxy_mode", "kube_proxy_remove", "cilium_kube_proxy_replacement"];
/** What all of them have in their names, so that most files cost one look. */
const COMMON = "kube_proxy_";
const NAMED = new RegExp(`\\b(?:${VARIABLES.join("|")})\\b`);
/** As inventories in INI form, environment files and `ansible-playbook -e` set them. */
const ASSIGNED = new RegExp(`(?<![\\w#])(${VARIABLES.join("|")})=["']?([^\\s"'#]*)`, "g");
/** What kubespray itself brings along says what it does by default, not what this cluster does. */
const OF_KUBESPRAY =
  /(?:^|\/)(?:roles\/|(?:inventory\/)?sample\/(?:group_vars|host_vars)\/|inventory\/sample\/)/;

/** Such variables in `group_vars`, `host_vars`, inventories, plays and scripts. */
export const kubesprayProxy: FileView<ProxyVariable> = {
  kind: "files",
  name: "kubespray-proxy",
  wants: ({ path, text }) =>
    text.includes(COMMON) &&
    NAMED.test(text) &&
    !/\.(?:md|j2|py|rst|txt)$/i.test(path) &&
    !OF_KUBESPRAY.test(path) &&
    sampleFolder(path) === undefined,
  read: (file) => {
    if (!/\.(?:ya?ml|json)$/i.test(file.path)) return { entries: assigned(file) };
    const { documents, unread } = readDocuments(file);
    return { entries: documents.flatMap(({ root }) => [...keysBelow(root)]), unread };
  },
};

/** At any depth: variables stand in plays and in the groups of inventories too. */
function* keysBelow(value: SourceValue): Iterable<ProxyVariable> {
  for (const item of value.items()) yield* keysBelow(item);
  for (const [name, entry] of value.entries()) {
    if (VARIABLES.includes(name) && entry.kind === "scalar") {
      const { path, line, column } = entry.place();
      yield { name, value: detached(entry.text() ?? ""), place: { path: detached(path), line, column } };
    }
    yield* keysBelow(entry);
  }
}

function assigned({ path, text }: SourceFile): readonly ProxyVariable[] {
  const locate = lineIndex(text);
  return [...text.matchAll(ASSIGNED)]
    .filter(({ index }) => !isComment(text, index))
    .map(({ index, 1: name = "", 2: value = "" }) => ({
      name: detached(name),
      value: detached(value),
      place: { path: detached(path), ...locate(index) },
    }));
}

function isComment(text: string, offset: number): boolean {
  return /^[ \t]*[#;]/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}
