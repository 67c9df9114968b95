import { configApiStatus } from "../kubernetes/kubeadm-config-api.ts";
import { readDocuments } from "../source/documents.ts";
import type { SourceValue } from "../source/value.ts";
import { type FileEdit, lineAt } from "./file-edit.ts";
import type { FixAnswer, Fixer, FixRequest } from "./fixer.ts";

const [OLD, NEW] = ["kubeadm.k8s.io/v1beta3", "kubeadm.k8s.io/v1beta4"];

/** Where a document of v1beta3 has arguments as a mapping, which v1beta4 has as a list of names and values. */
const ARGUMENTS: readonly (readonly string[])[] = [
  ["apiServer", "extraArgs"],
  ["controllerManager", "extraArgs"],
  ["scheduler", "extraArgs"],
  ["etcd", "local", "extraArgs"],
  ["nodeRegistration", "kubeletExtraArgs"],
];
/** What moves elsewhere in v1beta4: a person, or kubeadm config migrate, has to say where. */
const MOVED: readonly (readonly string[])[] = [
  ["apiServer", "timeoutForControlPlane"],
  ["discovery", "timeout"],
];

/** kubeadm's own check and the check of APIs both tell it. */
const IDS: ReadonlySet<string> = new Set([
  "kubeadm-config-deprecated",
  "kubeadm-config-rejected",
  "deprecated-api",
  "removed-api",
]);
const READS: ReadonlySet<string> = new Set(["preferred", "readable"]);

/** Moves a kubeadm document from v1beta3 to v1beta4, where arguments are all that changes. */
export const kubeadmArguments: Fixer = {
  knows: ({ id }, { object }) => IDS.has(id) && object?.apiVersion.startsWith("kubeadm.k8s.io/") !== false,
  fix: (request) => {
    const { file, place, from } = request;
    const root = readDocuments(file).documents.find(({ root: one }) => isAt(one, place.line))?.root;
    if (root?.textAt("apiVersion") !== OLD)
      return { reason: "only v1beta3 is mechanical: run kubeadm config migrate" };
    if (from === undefined || !READS.has(configApiStatus(NEW, from).status)) {
      return {
        reason: `kubeadm ${from ?? "of today"} does not read ${NEW} yet: mend it once kubeadm has moved`,
      };
    }
    const moved = MOVED.find((path) => root.get(...path) !== undefined);
    if (moved !== undefined)
      return { reason: `${moved.join(".")} moves in v1beta4: run kubeadm config migrate` };
    return converted(root, request);
  },
};

function isAt(root: SourceValue, line: number): boolean {
  return root.get("apiVersion")?.position().line === line || root.keyPosition("apiVersion")?.line === line;
}

function converted(root: SourceValue, request: FixRequest): FixAnswer {
  const edits: FileEdit[] = [];
  for (const path of ARGUMENTS) {
    const given = root.get(...path);
    if (given === undefined || given.kind === "sequence") continue;
    const listed = asList(given, request);
    if (listed === undefined) return { reason: `${path.join(".")} is not written one argument a line` };
    edits.push(...listed);
  }
  const version = root.get("apiVersion");
  if (version === undefined) return { reason: "the document has no apiVersion" };
  const { line } = version.position();
  const column = lineAt(request.file.text, line).indexOf(OLD) + 1;
  if (column === 0) return { reason: "the line does not name the version as it stands" };
  const { path } = request.file;
  return { edits: [{ path, line, column, from: OLD, to: NEW, finding: request.finding.id }, ...edits] };
}

/** Each line `key: value` becomes `- name: key` and `value: value`; comments and quotes stay as they are. */
function asList(given: SourceValue, { file, finding }: FixRequest): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const [key, value] of given.entries()) {
    const position = given.keyPosition(key);
    const written = position === undefined ? "" : lineAt(file.text, position.line);
    const [whole, indent = "", name = "", rest = ""] =
      /^( *)(["']?[\w.-]+["']?):[ \t]+(\S.*)$/.exec(written) ?? [];
    const isOneLine = value.kind === "scalar" && value.position().line === position?.line;
    if (whole === undefined || position === undefined || !isOneLine || /^[|>&*!{[]/.test(rest))
      return undefined;
    const end = file.text.includes("\r\n") ? "\r\n" : "\n";
    edits.push({
      path: file.path,
      line: position.line,
      column: 1,
      from: whole,
      to: `${indent}- name: ${name}${end}${indent}  value: ${rest}`,
      finding: finding.id,
    });
  }
  return edits;
}
