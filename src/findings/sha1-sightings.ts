import type { TrapSighting } from "./trap-sighting.ts";
import type { FoundChain } from "./views/certificates.ts";

/** Chains of which a signature that somebody verifies is made with SHA-1: that of a trusted root is not verified. */
export function sha1Sightings(chains: readonly FoundChain[]): readonly TrapSighting[] {
  return chains.flatMap(({ holder, place, chain }) =>
    chain.certificates.some(({ usesSha1, subject, issuer }) => usesSha1 && subject !== issuer)
      ? [{ trap: "sha1-certs-off", subject: holder, place, certainty: "proven" as const }]
      : [],
  );
}
