import { rm } from "node:fs/promises";
import { buildAction } from "./bundling/action.ts";
import { buildPackage } from "./bundling/package.ts";

// `npm run build` makes the npm package's `build/` and the Action's committed `dist/`.
const root = new URL("..", import.meta.url).pathname;
const only = process.argv[2];

if (only === undefined || only === "package") {
  await rm(`${root}build`, { recursive: true, force: true });
  await buildPackage(root);
}
if (only === undefined || only === "action") await buildAction(root, `${root}dist`);
