import type { SourceValue } from "../source/value.ts";
import { type ImageReference, imageName, parseImage } from "./image-version.ts";
import type { KubernetesObject } from "./kubernetes-objects.ts";

/** A container's image and where it is written. */
export interface ContainerImage {
  readonly container: string;
  readonly name: string;
  readonly reference: ImageReference;
  readonly value: SourceValue;
}

/** A registry's longest names, tags and digests together stay below this; no longer text is an image. */
const LONGEST_IMAGE = 512;

/** The images of a Pod, or of the template of a DaemonSet, Deployment or StatefulSet, init containers left out. */
export function containerImages({ kind, value }: KubernetesObject): readonly ContainerImage[] {
  const spec = kind === "Pod" ? value.get("spec") : value.get("spec", "template", "spec");
  return (spec?.get("containers")?.items() ?? []).flatMap((container) => {
    const image = container.get("image");
    const text = image?.text();
    if (image === undefined || text === undefined || text.length > LONGEST_IMAGE) return [];
    const reference = parseImage(text);
    return [
      { container: container.textAt("name") ?? "", name: imageName(reference), reference, value: image },
    ];
  });
}
