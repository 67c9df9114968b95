import { against } from "../measure.ts";
import type { Measured } from "./measure-tools.ts";
import type { Absent } from "./tool.ts";

/** Kubehop's wall time may be so much of a peer's, in percent. */
const BARS = [
  { ours: "kubehop --only apis", peer: "pluto", most: 50 },
  { ours: "kubehop, all checks", peer: "kubent", most: 100 },
];

/** Each bar with what was measured, or why it could not be; CPU tells more where the machine is busy. */
export function barLines(results: readonly (Measured | Absent)[]): readonly string[] {
  const costs = new Map(results.flatMap((result) => ("cost" in result ? [[result.name, result.cost]] : [])));
  return BARS.map(({ ours, peer, most }) => {
    const [mine, theirs] = [costs.get(ours), costs.get(peer)];
    if (mine === undefined || theirs === undefined) return `${ours} beside ${peer}: one of them did not run`;
    const cpu = ((mine.cpu / theirs.cpu) * 100).toFixed(0);
    return `${ours} beside ${peer}: wall time ${against((mine.wall / theirs.wall) * 100, most, "%")}, CPU ${cpu} %`;
  });
}
