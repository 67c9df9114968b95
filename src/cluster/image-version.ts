/** The parts of a container image reference. */
export interface ImageReference {
  /** Registry and path: `registry.k8s.io/kube-apiserver`, `localhost:5000/kube-proxy`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Splits `registry:5000/path/name:tag@sha256:…`; a colon before the last slash belongs to the registry's port. */
export function parseImage(image: string): ImageReference {
  const [named = "", digest] = image.trim().split("@", 2);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return {
    repository: colon === -1 ? named : named.slice(0, colon),
    ...(colon === -1 ? {} : { tag: named.slice(colon + 1) }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The last part of an image's path: `kube-apiserver`, also for mirrors that write it as `kube-apiserver-amd64`. */
export function imageName({ repository }: ImageReference): string {
  return repository.slice(repository.lastIndexOf("/") + 1).replace(/-(?:amd64|arm64|ppc64le|s390x)$/, "");
}
