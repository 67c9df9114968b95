// Imported first by the library: an old engine gets one sentence instead of whatever breaks first. Engines
// that are no Node.js (a browser, Deno) are not judged here.
const node: string | undefined = globalThis.process?.versions?.node;
if (node !== undefined && Number.parseInt(node, 10) < 24) {
  throw new Error(`kubehop needs Node.js 24 or newer; this is v${node}.`);
}
