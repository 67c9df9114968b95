import type { SourceFile } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import type { Distribution } from "./cluster.ts";
import { type HclBlock, hclBlocks } from "./foreign-hcl.ts";
import type { ForeignReading } from "./foreign-reading.ts";
import { optional } from "./optional-member.ts";
import { readVersionAt } from "./version-reading.ts";

/** Resources that are a managed cluster, and the attribute that holds its version. */
const RESOURCES: ReadonlyMap<string, readonly [distribution: Distribution, version: string]> = new Map([
  ["aws_eks_cluster", ["eks", "version"]],
  ["google_container_cluster", ["gke", "min_master_version"]],
  ["azurerm_kubernetes_cluster", ["aks", "kubernetes_version"]],
]);
/** Modules that many use for the same, by their source. */
const MODULES: readonly (readonly [
  source: RegExp,
  distribution: Distribution,
  versions: readonly string[],
])[] = [
  [
    /(?:^|\/)terraform-aws-(?:modules\/)?eks(?:\/aws)?(?:$|[/?.])/,
    "eks",
    ["kubernetes_version", "cluster_version"],
  ],
  [/^terraform-google-modules\/kubernetes-engine\/google/, "gke", ["kubernetes_version"]],
  [/^Azure\/aks\/azurerm/, "aks", ["kubernetes_version"]],
];

/** Whether a Terraform file may declare a managed cluster. */
export function mayBeForeignTerraform({ path, text }: SourceFile): boolean {
  return (
    /\.tf$/i.test(path) &&
    /aws_eks_cluster|google_container_cluster|azurerm_kubernetes_cluster|terraform-aws-(?:modules\/)?eks|kubernetes-engine\/google|Azure\/aks\/azurerm/.test(
      text,
    )
  );
}

/** The managed clusters that a Terraform file declares. */
export function foreignTerraform({ path, text }: SourceFile): readonly ForeignReading[] {
  const locate = lineIndex(text);
  return hclBlocks(text).flatMap((block): readonly ForeignReading[] => {
    const known = knownBlock(block);
    if (known === undefined) return [];
    const [distribution, versions] = known;
    const attribute = block.attributes.find(({ name }) => versions.includes(name));
    // A module of the repository's own that gets its version from outside is no cluster yet.
    if (attribute?.isText !== true && /(?:^|\/)modules\//.test(path)) return [];
    const origin =
      attribute === undefined
        ? undefined
        : {
            path,
            ...locate(attribute.start),
            field: [block.type, ...block.labels, attribute.name].join("."),
            // An expression is filled in by Terraform, like a placeholder of any other template.
            value: attribute.isText ? attribute.value : `\${${attribute.value}}`,
          };
    const at = { path, ...locate(block.start), field: block.type, value: block.labels.join(" ") };
    return [
      {
        path,
        ...optional("name", nameOf(block)),
        distribution,
        ...optional("version", origin === undefined ? undefined : readVersionAt(origin)),
        at,
      },
    ];
  });
}

function knownBlock({
  type,
  labels,
  attributes,
}: HclBlock): readonly [Distribution, readonly string[]] | undefined {
  if (type === "resource") {
    const resource = RESOURCES.get(labels[0] ?? "");
    return resource === undefined ? undefined : [resource[0], [resource[1]]];
  }
  if (type !== "module") return undefined;
  const source = attributes.find(({ name }) => name === "source")?.value ?? "";
  const known = MODULES.find(([pattern]) => pattern.test(source));
  // The modules have parts that are no cluster: terraform-aws-modules/eks/aws//modules/karpenter.
  return known === undefined ||
    (source.includes("//modules/") && !/private-cluster|public-cluster/.test(source))
    ? undefined
    : [known[1], known[2]];
}

/** The name where it is text: labels such as "this" repeat from directory to directory. */
function nameOf({ attributes }: HclBlock): string | undefined {
  const name = attributes.find((attribute) => ["name", "cluster_name"].includes(attribute.name));
  return name?.isText === true && name.value !== "" ? name.value : undefined;
}
