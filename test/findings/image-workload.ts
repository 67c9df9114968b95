/** A Deployment that runs one image. */
export function deployment(image: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: controller}
spec:
  template:
    spec:
      containers:
      - {name: a, image: '${image}'}
`;
}
