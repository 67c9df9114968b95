/** Where nobody names an image for Tekton: it has what the scripts need, and no other tool. */
export const DEFAULT_IMAGE = "debian:13-slim";
