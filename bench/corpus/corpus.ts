import { nodeList } from "../node-list.ts";
import type { Way } from "./api-versions.ts";
import { type CorpusFile, plainFile } from "./corpus-file.ts";
import type { Project } from "./project.ts";
import { chart } from "./projects/chart.ts";
import { exported } from "./projects/exported.ts";
import { kustomization } from "./projects/kustomization.ts";
import { monitoring } from "./projects/monitoring.ts";
import { operator } from "./projects/operator.ts";
import { brokenManifests, plainManifests } from "./projects/plain-manifests.ts";
import { rendered } from "./projects/rendered.ts";
import { tooling } from "./projects/tooling.ts";
import { Random } from "./random.ts";
import { projectName } from "./words.ts";

/** A kind of team. */
interface Team {
  /** So many of every hundred teams. */
  readonly share: number;
  /** The folder that the folders of such teams are found in. */
  readonly folder: string;
  readonly write: (project: Project) => readonly CorpusFile[];
  /** How many of them nobody has touched for years. */
  readonly old?: number;
}

const TEAMS: readonly Team[] = [
  { share: 45, folder: "charts", write: chart, old: 0.3 },
  { share: 18, folder: "services", write: plainManifests },
  { share: 10, folder: "apps", write: kustomization },
  { share: 5, folder: "operators", write: operator },
  { share: 4, folder: "rendered", write: rendered },
  { share: 4, folder: "backup", write: exported },
  { share: 6, folder: "monitoring", write: monitoring },
  { share: 7, folder: "tools", write: tooling },
  { share: 1, folder: "generated", write: brokenManifests },
];
const HUNDRED_TEAMS = TEAMS.flatMap((team) => Array.from({ length: team.share }, () => team));

/** Where the cluster of the corpus stands. */
const CLUSTER = "1.33";

/** The way of the corpus's cluster to a minor such as `1.36`. */
export function wayTo(minor: string): Way {
  return { from: CLUSTER, to: minor };
}

/**
 * A repository without end, project by project: the first is the cluster, and a longer corpus of the same
 * seed begins with the shorter one.
 */
export function* corpus(seed: number, way: Way): Generator<readonly CorpusFile[]> {
  yield cluster();
  for (let number = 0; ; number++) yield project(new Random(seed, number), number, way);
}

function project(random: Random, number: number, way: Way): readonly CorpusFile[] {
  const name = `${projectName(random)}-${number}`;
  const namespace = name.replace(/-\d+$/, "");
  const { folder, write, old = 0.08 } = random.pick(HUNDRED_TEAMS);
  const files = write({ name, namespace, random, way, isOld: random.chance(old) });
  return files.map((file) => inFolder(`${folder}/${name}`, file));
}

function inFolder(folder: string, file: CorpusFile): CorpusFile {
  const path = `${folder}/${file.path}`;
  return { ...file, path, written: file.written.map((mention) => ({ ...mention, path })) };
}

/** Three control-plane nodes and 37 workers, and the configuration that kubeadm was given. */
function cluster(): readonly CorpusFile[] {
  const configuration = `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: prod\nkubernetesVersion: v${CLUSTER}.6\nnetworking:\n  podSubnet: 10.244.0.0/16\n`;
  return [
    plainFile("clusters/prod/kubeadm.yaml", configuration),
    plainFile("clusters/prod/nodes.json", nodeList(40, "json", { images: 30 })),
  ];
}
