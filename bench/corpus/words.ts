import type { Random } from "./random.ts";

/** What things are called in the corpus. */
const QUALITIES = "amber brisk calm dusty eager fresh grand humble ivory jolly keen lunar mellow noble".split(
  " ",
);
const THINGS =
  "atlas beacon cedar delta ember falcon garnet harbor island juniper kestrel lagoon meadow nimbus".split(
    " ",
  );
const FIELDS =
  "address backoff budget certificate chunk client config credentials deadline endpoint filter headers interval key labels limit mode name namespace options password policy port prefix protocol provider ratio reference region replicas retention retry rules schedule scope secret selector size source status storage strategy subnet target threshold timeout token topology type url username volume weight window zone".split(
    " ",
  );
const WORDS =
  "the a of and to in for is that it with this which are by on as be from at an field value object resource controller cluster specified optional default list defines name must when not set used may pod container version reference namespace request more info policy describes if only".split(
    " ",
  );

/** A name such as `amber-falcon`. */
export function projectName(random: Random): string {
  return `${random.pick(QUALITIES)}-${random.pick(THINGS)}`;
}

/** A field name in camel case, such as `retryTimeout`. */
export function fieldName(random: Random): string {
  const [first, second] = [random.pick(FIELDS), random.pick(FIELDS)];
  return random.chance(0.5) ? first : `${first}${second.charAt(0).toUpperCase()}${second.slice(1)}`;
}

/** A sentence of so many words. */
export function sentence(random: Random, words: number): string {
  const text = random.times(words, () => random.pick(WORDS)).join(" ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
