import {
  clusterVariables,
  hostsOf,
  type Inventory,
  type InventoryVariable,
  isGroupNamed,
} from "./kubespray-inventory.ts";
import { isClusterWide, KUBESPRAY_VARIABLES, type VariableFile } from "./kubespray-variables.ts";
import { LinkedGroups } from "./linked-groups.ts";

/** One cluster of kubespray: its inventory files and the variables that hold for it. */
export interface KubesprayCluster {
  /** Stands for the directory that the cluster lies in. */
  readonly path: string;
  /** Only where one directory holds several clusters: the inventory's file name. */
  readonly name?: string;
  readonly inventories: readonly Inventory[];
  /** Those that hold for every node; the ones that count more stand later. */
  readonly variables: readonly InventoryVariable[];
  /** What files beside the inventory set for whoever gives them with `-e`; where nothing else does, they count. */
  readonly extras: readonly InventoryVariable[];
  /** Every file of variables, also those that hold for some nodes only; the ones that count more stand later. */
  readonly files: readonly VariableFile[];
}

/**
 * Pairs inventories with `group_vars`: the folder beside the inventory, else the nearest above it (that of
 * the playbooks). Inventories of one folder are one cluster if they share hosts, else several. Variables
 * without an inventory are a cluster too, because inventories are often made by a script. `extras` are variables
 * for `-e` by their directories.
 */
export function kubesprayClusters(
  inventories: readonly Inventory[],
  files: readonly VariableFile[],
  extras: ReadonlyMap<string, readonly InventoryVariable[]> = new Map(),
): readonly KubesprayCluster[] {
  const variables = Map.groupBy(files.filter(isClusterWide), ({ root }) => root);
  const byRoot = Map.groupBy(files, ({ root }) => root);
  const used = new Set<string>();
  const found = [...Map.groupBy(inventories.filter(hasHosts), ({ path }) => directoryOf(path))].flatMap(
    ([directory, all]) => {
      const root = rootFor(directory, variables) ?? directory;
      used.add(root);
      // Ansible takes those beside the inventory and, before them, those beside the playbooks.
      const own = [...new Set([directory, root])].flatMap((folder) => byRoot.get(folder) ?? []);
      const parts = sharingHosts(all);
      const variablesBeside = extras.get(directory) ?? [];
      return parts.map((part) =>
        clusterOf(part, { files: own, extras: variablesBeside, isOneOfSeveral: parts.length > 1 }),
      );
    },
  );
  const unlisted = [...variables]
    .filter(([root]) => !used.has(root) && !isSample(root))
    .map(([, own]) => own)
    .filter(describesCluster);
  return [
    ...found.filter((cluster) => !isTrial(cluster)),
    ...unlisted.map((own) => ({
      path: pathIn(own[0]?.root ?? ""),
      inventories: [],
      variables: ordered(own),
      extras: [],
      files: own,
    })),
  ];
}

function hasHosts(inventory: Inventory): boolean {
  return hostsOf(inventory, "control-plane").length + hostsOf(inventory, "node").length > 0;
}

/** kubespray's own try-out on one's machine, and inventories that only collect images: nobody chose a version. */
function isTrial(cluster: KubesprayCluster): boolean {
  const { path, inventories, variables, files } = cluster;
  const set = [...variables, ...files.flatMap((file) => file.variables)];
  if (set.some(({ key }) => key === "kube_version")) return false;
  const names = inventories.flatMap((inventory) =>
    (["control-plane", "node"] as const).flatMap((group) =>
      hostsOf(inventory, group).map(({ name }) => name),
    ),
  );
  return /(?:^|\/)inventory\/local\/[^/]+$/.test(path) || names.every((name) => LOCAL.has(name));
}

const LOCAL: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1"]);

/** The sample inventory that a copy of kubespray brings along describes no cluster. */
function isSample(root: string): boolean {
  return /(?:^|\/)inventory\/sample$/.test(root);
}

/** Without an inventory the version must be set, in kubespray's own group or beside others of its variables. */
function describesCluster(files: readonly VariableFile[]): boolean {
  const keys = files.flatMap(({ variables }) => variables.map(({ key }) => key));
  const isOwn = files.some(({ name }) => isGroupNamed(name, "cluster"));
  return keys.includes("kube_version") && (isOwn || keys.some((key) => KUBESPRAY_VARIABLES.includes(key)));
}

function clusterOf(
  inventories: readonly Inventory[],
  {
    files,
    extras,
    isOneOfSeveral,
  }: Pick<KubesprayCluster, "files" | "extras"> & { readonly isOneOfSeveral: boolean },
): KubesprayCluster {
  const path = inventories[0]?.path ?? "";
  const stem = (path.split("/").at(-1) ?? "").replace(/\.[^.]*$/, "");
  return {
    path,
    ...(isOneOfSeveral ? { name: stem } : {}),
    inventories,
    variables: [...extras, ...inventories.flatMap(clusterVariables), ...ordered(files.filter(isClusterWide))],
    extras,
    files,
  };
}

/** `all` counts least, then etcd's, then the cluster's group; within a group the later file wins. */
function ordered(files: readonly VariableFile[]): readonly InventoryVariable[] {
  return files
    .toSorted((left, right) => rank(left) - rank(right) || byPath(left, right))
    .flatMap(({ variables }) => variables);
}

function byPath(left: VariableFile, right: VariableFile): number {
  return left.path < right.path ? -1 : 1;
}

function rank({ name }: VariableFile): number {
  if (name === "all") return 0;
  return isGroupNamed(name, "etcd") ? 1 : 2;
}

/** The folder of `group_vars` that counts for an inventory: its own, else the nearest above. */
function rootFor(directory: string, roots: ReadonlyMap<string, unknown>): string | undefined {
  const folders = directory === "" ? [] : directory.split("/");
  for (let length = folders.length; length >= 0; length -= 1) {
    const folder = folders.slice(0, length).join("/");
    if (roots.has(folder)) return folder;
  }
  return undefined;
}

/** Inventories that name a host in common belong together, directly or through a third one. */
function sharingHosts(inventories: readonly Inventory[]): readonly (readonly Inventory[])[] {
  const names = inventories.map((inventory) =>
    (["control-plane", "node", "etcd"] as const).flatMap((group) =>
      hostsOf(inventory, group).map(({ name }) => name),
    ),
  );
  const groups = new LinkedGroups<string>();
  for (const own of names) groups.link(own);
  const parts = Map.groupBy(inventories, (_, index) => groups.groupOf(names[index]?.[0] ?? ""));
  return [...parts.values()];
}

export function directoryOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

function pathIn(root: string): string {
  return root === "" ? "group_vars" : `${root}/group_vars`;
}
