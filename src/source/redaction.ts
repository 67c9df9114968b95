import { withoutBase64Keys } from "./secrets/base64-keys.ts";
import { withoutCutEnds } from "./secrets/cut-ends.ts";
import { withoutSecretFields } from "./secrets/fields.ts";
import { withoutJsonSecrets } from "./secrets/json-secrets.ts";
import { withoutKnown } from "./secrets/known-secrets.ts";
import { withoutPrivateKeys } from "./secrets/private-keys.ts";
import { registeredParts } from "./secrets/registered-values.ts";
import { withoutShapes } from "./secrets/shapes.ts";
import { withoutYamlSecrets } from "./secrets/yaml-secrets.ts";

/** Shorter ones would be found in ordinary words. */
const SHORTEST_KNOWN = 16;

/**
 * Gives the last step of every text that leaves the process (comments, checks, logs, summaries, outputs):
 * takes out what must not be seen, the `known` secrets of this process and everything that has the shape of
 * a token, of a private key or of credentials in an address. A text never grows by it.
 *
 * @param known secrets as they are; of one with several lines each line counts
 */
export function redaction(known: readonly string[] = []): (text: string) => string {
  const parts = known.flatMap((secret) => secret.split(/\r?\n|\\n/)).map((line) => line.trim());
  const withoutOwn = withoutKnown(
    parts.filter((part) => part.length >= SHORTEST_KNOWN && !part.startsWith("-----")),
  );
  return (text) => withoutOwn(withoutShapes(withoutBase64Keys(text)));
}

/**
 * {@link redaction} for what commands wrote, where secrets also show by where they stand: in `data` of a Secret, in a
 * kubeconfig, behind `password=`; and where a text may be an excerpt that cut through one.
 *
 * @param registered values that somebody said are secret, however short; what is as common as `true` is left alone
 */
export function outputRedaction(registered: readonly string[]): (text: string) => string {
  const parts = registeredParts(registered);
  const steps = [
    withoutKnown(parts),
    withoutCutEnds(parts),
    withoutJsonSecrets,
    withoutYamlSecrets,
    withoutPrivateKeys,
    withoutBase64Keys,
    withoutShapes,
    withoutSecretFields,
  ];
  return (text) => steps.reduce((rest, step) => step(rest), text);
}
