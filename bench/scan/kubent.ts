import type { Tool } from "./tool.ts";

interface Item {
  readonly Name: string;
  readonly Namespace: string;
  readonly Kind: string;
  readonly ApiVersion: string;
}

const NONE = "<undefined>";

/** https://github.com/doitintl/kube-no-trouble; it wants every file named, and names none in its findings. */
export function kubent(program: string, to: string): Tool {
  const fixed = ["-c=false", "--helm3=false", "-o", "json", "-t", `${to}.0`];
  return {
    name: "kubent",
    command: [program],
    words: (files) => [...fixed, ...files.flatMap((file) => ["-f", file])],
    read: (output) => {
      const items = JSON.parse(output) as readonly Item[] | null;
      const sightings = (items ?? []).map(({ Name, Namespace, Kind, ApiVersion }) => ({
        apiVersion: ApiVersion,
        kind: Kind,
        ...(Name === NONE ? {} : { name: Name }),
        ...(Namespace === NONE ? {} : { namespace: Namespace }),
      }));
      return { findings: sightings.length, sightings };
    },
  };
}
