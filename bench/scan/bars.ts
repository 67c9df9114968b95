import { against } from "../measure.ts";
import type { Measured } from "./measure-tools.ts";
import type { Absent } from "./tool.ts";

/** Kubehop's wall time may be so much of a peer's, in percent. */
const BARS = [
  { ours: "kubehop --only apis", peer: "pluto", most: 50 },
  { ours: "kubehop, all checks", peer: "kubent", most: 100 },
];

/** Each bar with what was measured, or why it could not be. */
export function barLines(results: readonly (Measured | Absent)[]): readonly string[] {
  const wallOf = (name: string) => {
    const result = results.find((each) => each.name === name);
    return result === undefined || "reason" in result ? undefined : result.cost.wall;
  };
  return BARS.map(({ ours, peer, most }) => {
    const [mine, theirs] = [wallOf(ours), wallOf(peer)];
    const what = `wall time of ${ours} beside ${peer}'s`;
    if (mine === undefined || theirs === undefined) return `${what}: not measured, one of them did not run`;
    return `${what}: ${against((mine / theirs) * 100, most, "%")}`;
  });
}
