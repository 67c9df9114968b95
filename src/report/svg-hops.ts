import { duration, type PlanCost, type PlannedCluster, planCost } from "./estimate.ts";
import { hopName } from "./hops-table.ts";
import { type Html, html } from "./html-text.ts";
import type { StepTimes } from "./report-options.ts";
import { counted, shorten } from "./shorten.ts";

const STATION = 190;
const MARGIN = 70;
const HEIGHT = 96;
const RAIL = 50;

/** The hops as stations on a line: the versions, and between them what each hop costs. */
export function svgHops(planned: PlannedCluster, times: StepTimes): Html {
  const { plan } = planned;
  const cost = planCost(planned, times);
  const versions = [plan.hops[0]?.from ?? plan.from, ...plan.hops.map(({ to }) => to)];
  const width = MARGIN * 2 + STATION * plan.hops.length;
  const rail = html`<line class="rail" x1="${MARGIN}" y1="${RAIL}" x2="${width - MARGIN}" y2="${RAIL}"/>`;
  const label = `Hops: ${plan.hops.map(hopName).join(", ")}`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Picture of the hops"><svg class="hops" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="${shorten(label, 500)}">${rail}${versions.map(station)}${plan.hops.map(
    (_, index) => {
      const x = MARGIN + STATION * (index + 0.5);
      return html`<text class="hop" x="${x}" y="${RAIL - 12}">hop ${index + 1}</text><text class="cost" x="${x}" y="${RAIL + 22}">${costWords(cost, index)}</text>`;
    },
  )}</svg></div>`;
}

function costWords(cost: PlanCost | undefined, index: number): string {
  const hop = cost?.hops?.[index];
  if (hop !== undefined) return `${counted(hop.drains, "drain")}, ${duration(hop.minutes)}`;
  return cost === undefined ? "drains unknown" : "drains by pool";
}

function station(version: string, index: number): Html {
  const x = MARGIN + STATION * index;
  return html`<circle class="station" cx="${x}" cy="${RAIL}" r="8"/><text class="version" x="${x}" y="${RAIL - 18}">${shorten(version, 16)}</text>`;
}
