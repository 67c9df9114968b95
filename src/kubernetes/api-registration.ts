import registrationFile from "../../data/api-registration.json" with { type: "json" };

/**
 * The first minor whose API server does not know a group and version at all (`autoscaling/v2beta2`), not even as one
 * that it no longer serves; undefined where every scanned minor after its first does. Source: the API groups' install
 * packages of each minor.
 */
export function unregisteredIn(apiVersion: string): string | undefined {
  return registrationFile.unregistered.find((row) => row.apiVersion === apiVersion)?.unregisteredIn;
}
