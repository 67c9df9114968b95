const { isAscii } = require("node:buffer");
const { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const vm = require("node:vm");
const keepCompiledCode = require("./compile-cache.cjs");

/**
 * Starts the command line of `build/`. Node's own compile cache leaves out every function that a file does not call
 * while it loads, and to compile these is a third of a short run. So `npm run build` keeps what V8 had compiled when
 * typical commands had ended (`scripts/bundling/compiled-code.ts`), for the release of Node.js that builds. With any
 * other release the first run keeps it, in the user's cache. V8 refuses what other flags have compiled.
 */
const build = join(__dirname, "../build");
const compiled = compiledCode();
const modules = new Map();
/** What was compiled in this run and is to be kept, by the files' names. */
const fresh = new Map();
if (compiled.grows) process.on("exit", keepFresh);

// One run keeps what it reads and plans until it ends: room for what dies young would take 100 MB, saves nothing of
// a plan and a tenth of a scan's CPU, and what commands of playbooks write only passes through. A server lives long
// enough to profit from it. Flags count among what V8 compares, so they are set before anything is loaded.
if (process.argv[2] !== "serve") setFlagsFromString("--semi-space-growth-factor=1");

load(join(build, "cli.cjs"));

/** Where compiled code lies, the files that are there, and whether this run adds to them. */
function compiledCode() {
  const shipped = join(build, "compiled", `${process.version}-${process.arch}`);
  const isShipped = existsSync(shipped);
  const directory = isShipped ? shipped : keepCompiledCode(process.env);
  if (directory === undefined) return { files: new Set(), grows: false };
  return { directory, files: new Set(readdirSync(directory)), grows: !isShipped };
}

/** Requires a file of `build/` as Node.js would, with what is compiled of it. */
function load(path) {
  const earlier = modules.get(path);
  if (earlier !== undefined) return earlier.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const directory = dirname(path);
  const requireBeside = (id) => (id.startsWith(".") ? load(join(directory, id)) : require(id));
  functionOf(path).call(module.exports, module.exports, requireBeside, module, path, directory);
  return module.exports;
}

function functionOf(path) {
  const text = textOf(readFileSync(path));
  const name = basename(path);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: path,
    cachedData: compiled.files.has(name) ? readFileSync(join(compiled.directory, name)) : undefined,
  });
  // V8 compares the length of a text only: what is kept beside other versions has the text's hash in its name.
  if (compiled.grows && !compiled.files.has(name) && /-[\w-]{8}\.cjs$/.test(name)) fresh.set(name, script);
  return script.runInThisContext();
}

/** Where the disk is full or must not be written to, the next run compiles again as this one did. */
function keepFresh() {
  try {
    for (const [name, script] of fresh) {
      const path = join(compiled.directory, name);
      writeFileSync(`${path}.${process.pid}`, script.createCachedData(), { mode: 0o600 });
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch {
    // See above.
  }
}

/** The bundler escapes what is not ASCII, and such a text needs half of the memory. */
function textOf(bytes) {
  return isAscii(bytes) ? bytes.latin1Slice() : bytes.utf8Slice();
}
