import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import vm from "node:vm";

// Preloaded into a run of the built CLI: writes what V8 has compiled of each of its files when the run ends, that is
// with the functions that the run called, to where `bin/start.cjs` looks for it.
const scripts = new Map<string, vm.Script>();
const directory = new URL(`../../build/compiled/${process.version}-${process.arch}/`, import.meta.url);

vm.Script = class extends vm.Script {
  constructor(code: string, options: vm.ScriptOptions) {
    super(code, options);
    scripts.set(basename(`${options.filename}`), this);
  }
};

process.on("exit", () => {
  for (const [name, script] of scripts) writeFileSync(new URL(name, directory), script.createCachedData());
});
