import type { NodeOs } from "./cluster.ts";

/** Words of `osImage` and the package tool that the system ships; immutable systems have none. */
const FAMILIES: readonly (readonly [words: RegExp, tool: NonNullable<NodeOs["packageManager"]>])[] = [
  [/\b(?:ubuntu|debian|raspbian|linux mint|pop!_os)\b/i, "apt"],
  [
    /\b(?:red hat enterprise linux|rhel|rocky|almalinux|alma|centos|fedora|amazon linux|oracle linux|openeuler|anolis|scientific linux)\b/i,
    "dnf",
  ],
  [/\b(?:suse|opensuse|sles)\b/i, "zypper"],
];
/** Systems that are replaced as a whole: packages are not installed on them. */
const IMMUTABLE =
  /\b(?:coreos|flatcar|bottlerocket|talos|microos|sle micro|leap micro|container-optimized|harvester|elemental|k3os|rancheros|kairos|ubuntu core|silverblue|windows)\b/i;

/** The package tool that an `osImage` (`Ubuntu 24.04.1 LTS`) implies; undefined where it has none or is not known. */
export function packageManagerOf(osImage: string): NodeOs["packageManager"] {
  // Thousands of nodes run a handful of systems, mostly one after the other.
  if (last.osImage !== osImage) last = { osImage, tool: implied(osImage) };
  return last.tool;
}

let last: { readonly osImage: string; readonly tool: NodeOs["packageManager"] } = {
  osImage: "",
  tool: undefined,
};

function implied(osImage: string): NodeOs["packageManager"] {
  if (IMMUTABLE.test(osImage)) return undefined;
  return FAMILIES.find(([words]) => words.test(osImage))?.[1];
}
