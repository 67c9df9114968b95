import type { Hop, Plan } from "../plan/plan.ts";
import { duration, hopMinutes } from "./estimate.ts";
import { hopName } from "./hops-table.ts";
import { type Html, html } from "./html-text.ts";
import { countMachines, type PlanMeasure } from "./plan-measure.ts";
import { counted, shorten } from "./shorten.ts";

const STATION = 190;
const MARGIN = 70;
const HEIGHT = 96;
/** So many hops stay readable when the whole picture is as wide as a phone. */
const FITS_A_PHONE = 2;
const RAIL = 50;

/** The hops as stations on a line: the versions, and between them what each hop costs. */
export function svgHops(plan: Plan, measure: PlanMeasure): Html {
  const versions = [plan.hops[0]?.from ?? plan.from, ...plan.hops.map(({ to }) => to)];
  const width = MARGIN * 2 + STATION * plan.hops.length;
  const rail = html`<line class="rail" x1="${MARGIN}" y1="${RAIL}" x2="${width - MARGIN}" y2="${RAIL}"/>`;
  const label = `Hops: ${plan.hops.map(hopName).join(", ")}`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Picture of the hops"><svg class="${plan.hops.length <= FITS_A_PHONE ? "hops whole" : "hops"}" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="${shorten(label, 500)}">${rail}${versions.map(station)}${plan.hops.map(
    (hop, index) => {
      const x = MARGIN + STATION * (index + 0.5);
      const cost = measure.areNodesOpen ? "cost unknown" : costWords(hop, measure);
      return html`<text class="hop" x="${x}" y="${RAIL - 12}">hop ${index + 1}</text><text class="cost" x="${x}" y="${RAIL + 22}">${cost}</text>`;
    },
  )}</svg></div>`;
}

function costWords(hop: Hop, measure: PlanMeasure): string {
  const drains = counted(countMachines(hop, "upgrade-kubelet", measure), "drain");
  return `${drains}, ${duration(hopMinutes(hop, measure))}`;
}

function station(version: string, index: number): Html {
  const x = MARGIN + STATION * index;
  return html`<circle class="station" cx="${x}" cy="${RAIL}" r="8"/><text class="version" x="${x}" y="${RAIL - 18}">${shorten(version, 16)}</text>`;
}
