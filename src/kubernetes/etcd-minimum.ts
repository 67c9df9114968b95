import facts from "../../data/etcd-minimum.json" with { type: "json" };
import { KubehopError } from "../source/kubehop-error.ts";
import { quotedText } from "./quoted-text.ts";
import { minorDistance, minorOf } from "./version.ts";

/** What every etcd member must run before the control plane crosses to `minor`. */
export interface EtcdMinimum {
  readonly minor: string;
  /** The etcd minors of the step: `3.5` and `3.6`. */
  readonly etcdFrom: string;
  readonly etcdTo: string;
  /** The lowest etcd release that etcd's documents accept: `3.5.26`. */
  readonly minimum: string;
  readonly recommended: string;
  readonly source: string;
  readonly sourceDate: string;
}

/**
 * The etcd minimum for crossing to a Kubernetes minor; undefined where that step brings no new etcd minor
 * that asks for one.
 *
 * @throws KubehopError `invalid-version`
 */
export function etcdMinimumFor(minor: string): EtcdMinimum | undefined {
  const wanted = minorOf(minor);
  return facts.rows.find((row) => row.minor === wanted);
}

/**
 * The etcd minima on the way from one Kubernetes version to another, in the order of the hops.
 *
 * @throws KubehopError `invalid-version`
 */
export function etcdMinimaCrossed(from: string, to: string): readonly EtcdMinimum[] {
  return facts.rows.filter(({ minor }) => minorDistance(minor, from) > 0 && minorDistance(minor, to) <= 0);
}

/** The etcd release with no image revision behind it, or with one (`-0`), a build, or a pre-release. */
const SHAPE = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+]([0-9A-Za-z.+-]{1,64}))?$/;
const UNSTABLE = /^(?:alpha|beta|rc)/;

/**
 * Orders etcd versions and image tags (`3.5.24-0`, `v3.6.8`) by release; an image's revision or flavour
 * counts for nothing (`3.5.26-0` is 3.5.26), a pre-release stands before its release.
 *
 * @returns negative, 0 or positive
 * @throws KubehopError `invalid-etcd-version`
 */
export function compareEtcdVersions(left: string, right: string): number {
  const [one, other] = [numbersOf(left), numbersOf(right)];
  const index = one.findIndex((number, position) => number !== other[position]);
  return index === -1 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

/** True where the text is an etcd version that can be compared. */
export function isEtcdVersion(text: string): boolean {
  return SHAPE.test(text);
}

function numbersOf(text: string): readonly number[] {
  const match = SHAPE.exec(text);
  if (match === null) {
    throw new KubehopError({
      code: "invalid-etcd-version",
      message: `${quotedText(text)} is no etcd version; expected one like 3.5.26 or an image tag like 3.5.24-0.`,
      remedy: "Name etcd's full version, as the image tag of its static pod shows it.",
    });
  }
  const [, major, minor, patch, suffix = ""] = match;
  return [Number(major), Number(minor), Number(patch), UNSTABLE.test(suffix) ? 0 : 1];
}
