import { dockerEndpoint } from "./docker-endpoint.ts";

/** What tells docker, podman, nerdctl, kind and minikube where the container engine is; none of it is a secret. */
const NAMES = [
  "DOCKER_HOST",
  "DOCKER_TLS_VERIFY",
  "DOCKER_CERT_PATH",
  "DOCKER_API_VERSION",
  "CONTAINER_HOST",
  "CONTAINERD_ADDRESS",
  "CONTAINERD_NAMESPACE",
  "KIND_EXPERIMENTAL_PROVIDER",
  "KIND_EXPERIMENTAL_DOCKER_NETWORK",
  "KIND_EXPERIMENTAL_PODMAN_NETWORK",
  "XDG_RUNTIME_DIR",
] as const;

/** The part of an environment that commands need to find the container engine. */
export function engineEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const named = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  if ("DOCKER_HOST" in named) return named;
  const endpoint = dockerEndpoint(environment);
  return endpoint === undefined ? named : { ...named, DOCKER_HOST: endpoint };
}
