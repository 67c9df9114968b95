import { describe, expect, test } from "vitest";
import { diagnosesOf, event, pod, told, waiting } from "./cluster-objects.ts";

const IMAGE = "registry.example.com/web:1.4.2";
const HEAD = `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}"`;

function withoutImage(reason: string, message: string) {
  return pod({
    status: {
      phase: "Pending",
      containerStatuses: [
        { name: "web", ready: false, restartCount: 0, lastState: {}, ...waiting(reason, message) },
      ],
    },
  });
}

describe("why an image is not there, by the words of containerd, CRI-O, Docker and registries", () => {
  test.each([
    ["image-pull-not-found", `rpc error: code = NotFound desc = ${HEAD}: ${IMAGE}: not found`],
    ["image-pull-not-found", `reading manifest 1.4.2 in ${IMAGE}: manifest unknown: manifest unknown`],
    ["image-pull-not-found", `Error response from daemon: manifest for ${IMAGE} not found: manifest unknown`],
    [
      "image-pull-not-found",
      `${HEAD}: unexpected status from HEAD request to https://registry.example.com/v2/web/manifests/1.4.2: 404 Not Found`,
    ],
    [
      "image-pull-unauthorised",
      `${HEAD}: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    ],
    [
      "image-pull-unauthorised",
      `${HEAD}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    ],
    [
      "image-pull-unauthorised",
      `${HEAD}: unexpected status from HEAD request to https://registry.example.com/v2/web/manifests/1.4.2: 403 Forbidden`,
    ],
    [
      "image-pull-unauthorised",
      `${HEAD}: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`,
    ],
    [
      "image-pull-unauthorised",
      "unable to retrieve auth token: invalid username/password: unauthorized: authentication required",
    ],
    [
      "image-pull-rate-limited",
      `${HEAD}: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/web/manifests/1: 429 Too Many Requests`,
    ],
    ["image-pull-rate-limited", "toomanyrequests: You have reached your unauthenticated pull rate limit."],
    [
      "image-pull-no-such-host",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/web/manifests/1.4.2": dial tcp: lookup registry.example.com on 172.18.0.1:53: no such host`,
    ],
    [
      "image-pull-no-such-host",
      "dial tcp: lookup registry.example.com: Temporary failure in name resolution",
    ],
    [
      "image-pull-unreachable",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/": dial tcp 10.1.2.3:443: connect: connection refused`,
    ],
    [
      "image-pull-unreachable",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/": dial tcp 10.1.2.3:443: i/o timeout`,
    ],
    [
      "image-pull-unreachable",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: no route to host`,
    ],
    [
      "image-wrong-architecture",
      `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": no match for platform in manifest: not found`,
    ],
    [
      "image-wrong-architecture",
      `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": no match for platform in manifest sha256:aaaa: not found`,
    ],
    [
      "image-wrong-architecture",
      'choosing image instance: no image found in image index for architecture "s390x", variant "", OS "linux"',
    ],
    ["image-wrong-architecture", "no matching manifest for linux/arm64/v8 in the manifest list entries"],
    [
      "tls-unknown-authority",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ],
    [
      "tls-plain-http",
      `${HEAD}: failed to do request: Head "https://registry.example.com/v2/": http: server gave HTTP response to HTTPS client`,
    ],
    [
      "image-pull-failed",
      `failed to pull and unpack image "${IMAGE}": failed to extract layer: write /usr/lib/x: no space left on device`,
    ],
    [
      "image-pull-failed",
      `${HEAD}: unexpected status from HEAD request to https://registry.example.com/v2/web/manifests/1.4.2: 503 Service Unavailable`,
    ],
  ])("%s: %s", (expected, message) => {
    expect(told([withoutImage("ErrImagePull", message)])).toEqual([`${expected} Pod shop/web-1`]);
  });
});

test("during the back-off the event tells what the status no longer does", () => {
  const failed = event({
    container: "web",
    reason: "Failed",
    message: `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = ${HEAD}: ${IMAGE}: not found`,
  });
  const after = event({ container: "web", reason: "Failed", message: "Error: ImagePullBackOff", seen: 5 });
  const backOff = withoutImage("ImagePullBackOff", `Back-off pulling image "${IMAGE}"`);
  expect(told([backOff, failed, after])).toEqual(["image-pull-not-found Pod shop/web-1"]);
});

test.each([
  [
    "InvalidImageName",
    'Failed to apply default image tag "Web:1:2": couldn\'t parse image name "Web:1:2": invalid reference format',
    "invalid-image-name",
  ],
  [
    "ErrImageNeverPull",
    `Container image "${IMAGE}" is not present with pull policy of Never`,
    "image-never-pull",
  ],
])("%s", (reason, message, expected) => {
  expect(told([withoutImage(reason, message)])).toEqual([`${expected} Pod shop/web-1`]);
});

test("images of one registry whose name cannot be resolved have one cause", () => {
  const message = "dial tcp: lookup registry.example.com on 10.0.0.10:53: no such host";
  const pods = ["a", "b", "c"].map((name) =>
    pod({
      name,
      container: { image: `registry.example.com/${name}:1` },
      status: { phase: "Pending", containerStatuses: [{ name: "web", ...waiting("ErrImagePull", message) }] },
    }),
  );
  expect(diagnosesOf(pods)).toMatchObject([
    { class: "image-pull-no-such-host", object: "Pod shop/a", count: 3 },
  ]);
});
