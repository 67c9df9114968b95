const { isAscii } = require("node:buffer");
const { readdirSync, readFileSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { dirname, basename, join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const vm = require("node:vm");

/**
 * Starts the command line of `build/`. Node's own compile cache leaves out every function that a file does not call
 * while it loads, and to compile these is a third of a short run. So `npm run build` keeps what V8 had compiled when
 * typical commands had ended (`scripts/bundling/compiled-code.ts`), for the release of Node.js that builds. V8 refuses
 * what another release or other flags have compiled, and compiles the text.
 */
const build = join(__dirname, "../build");
const compiled = join(build, "compiled", `${process.version}-${process.arch}`);
const known = filesOf(compiled);

// One run keeps what it reads and plans until it ends: room for what dies young would take 100 MB, saves nothing of
// a plan and a tenth of a scan's CPU, and what commands of playbooks write only passes through. A server lives long
// enough to profit from it. Flags count among what V8 compares, so they are set before anything is loaded.
if (process.argv[2] !== "serve") setFlagsFromString("--semi-space-growth-factor=1");

if (known === undefined) {
  enableCompileCache();
  require(join(build, "cli.cjs"));
} else {
  const modules = new Map();
  load(join(build, "cli.cjs"), modules);
}

/** Requires a file of `build/` as Node.js would, with what is known of it. */
function load(path, modules) {
  const earlier = modules.get(path);
  if (earlier !== undefined) return earlier.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const directory = dirname(path);
  const requireBeside = (id) => (id.startsWith(".") ? load(join(directory, id), modules) : require(id));
  functionOf(path).call(module.exports, module.exports, requireBeside, module, path, directory);
  return module.exports;
}

function functionOf(path) {
  const text = textOf(readFileSync(path));
  const name = basename(path);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: path,
    cachedData: known.has(name) ? readFileSync(join(compiled, name)) : undefined,
  });
  return script.runInThisContext();
}

/** The bundler escapes what is not ASCII, and such a text needs half of the memory. */
function textOf(bytes) {
  return isAscii(bytes) ? bytes.latin1Slice() : bytes.utf8Slice();
}

function filesOf(directory) {
  try {
    return new Set(readdirSync(directory));
  } catch {
    return undefined;
  }
}
