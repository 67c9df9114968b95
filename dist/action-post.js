import { accessSync, chmodSync, closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";
import { Socket } from "node:net";
// \0rolldown/runtime.js
var __defProp = Object.defineProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __exportAll = (all, flags) => {
	let target = Object.setPrototypeOf({}, null);
	for (var name in all) {
		__defProp(target, name, {
			get: all[name],
			enumerable: true
		});
	}
	if (!(flags & 1)) {
		__defProp(target, Symbol.toStringTag, { value: "Module" });
	}
	return flags & 2 ? target : Object.preventExtensions(target);
};
// src/execution/local/run-marker.ts
var RUN_MARKER;
var init_run_marker = __esmMin((() => {
	RUN_MARKER = "KUBEHOP_RUN_ID";
}));
// src/execution/local/process-table.ts
function processes() {
	return numbersIn("/proc").flatMap((id) => processEntry(id) ?? []);
}
function processEntry(id) {
	try {
		return entryOf(readFileSync(`/proc/${id}/stat`, "latin1"));
	} catch {
		return;
	}
}
function entryOf(stat) {
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const [state = "", , group = ""] = fields;
	return {
		id: Number.parseInt(stat, 10),
		group: Number(group),
		started: fields[19] ?? "",
		isZombie: state === "Z" || state === "X"
	};
}
function processArguments(id) {
	try {
		return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
	} catch {
		return [];
	}
}
function signalProcess({ id, started }, name) {
	if (processEntry(id)?.started !== started) return;
	try {
		process.kill(id, name);
	} catch {}
}
function hasInEnvironment(id, name, word) {
	try {
		return readFileSync(`/proc/${id}/environ`, "latin1").split("\0").find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1).split(" ").includes(word) ?? false;
	} catch {
		return false;
	}
}
function writesInto(id, folder) {
	return [1, 2].some((descriptor) => {
		try {
			return readlinkSync(`/proc/${id}/fd/${descriptor}`).startsWith(`${folder}/`);
		} catch {
			return false;
		}
	});
}
function numbersIn(directory) {
	try {
		return readdirSync(directory).filter((name) => /^\d+$/.test(name)).map(Number);
	} catch {
		return [];
	}
}
var init_process_table = __esmMin((() => {}));
// src/execution/local/run-owner.ts
function ownRun(id = randomId()) {
	return {
		process: process.pid,
		started: processEntry("self")?.started ?? "0",
		id
	};
}
function randomId() {
	return Buffer.from(crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(8))).toString("hex");
}
function nameOf({ process, started, id }) {
	return `${process}-${started}-${id}`;
}
function ownerOf(name) {
	const [, id, started = "", run = ""] = /^(\d{1,10})-(\d+)-([0-9a-f]{16})$/.exec(name) ?? [];
	return id === void 0 ? void 0 : {
		process: Number(id),
		started,
		id: run
	};
}
function isAlive({ process: id, started }) {
	if (started !== "0") {
		const entry = processEntry(id);
		return entry !== void 0 && entry.started === started && !entry.isZombie;
	}
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
var init_run_owner = __esmMin((() => {
	init_process_table();
}));
// src/execution/local/make-directory.ts
function makeDirectory(path, mode) {
	for (let attempt = 1;; attempt += 1) try {
		for (const missing of missingOf(path)) mkdirSync(missing, mode);
		return;
	} catch (error) {
		if (attempt === MOST_ATTEMPTS$1) throw error;
	}
}
function missingOf(path) {
	if (existsSync(path)) return [];
	return [...missingOf(dirname(path)), path];
}
var MOST_ATTEMPTS$1;
var init_make_directory = __esmMin((() => {
	MOST_ATTEMPTS$1 = 3;
}));
// src/execution/local/state-directory.ts
function stateDirectories(environment) {
	const { XDG_STATE_HOME, HOME } = environment;
	const user = `kubehop-${process.getuid?.() ?? "user"}`;
	const inTemporary = join(tmpdir(), user, "runs");
	if (XDG_STATE_HOME !== void 0 && isAbsolute(XDG_STATE_HOME)) return [join(XDG_STATE_HOME, "kubehop", "runs"), inTemporary];
	if (HOME === void 0 || !isAbsolute(HOME)) return [inTemporary];
	return [join(HOME, ".local", "state", "kubehop", "runs"), inTemporary];
}
function entriesOf(directory) {
	try {
		const names = readdirSync(directory);
		return names.length > 0 && isOwn(directory) ? names : [];
	} catch {
		return [];
	}
}
function isOwn(directory) {
	const { uid, mode } = lstatSync(directory);
	return (process.getuid === void 0 || uid === process.getuid()) && (mode & 18) === 0;
}
function removeEmptyState(directory) {
	for (const path of [directory, dirname(directory)]) try {
		rmdirSync(path);
	} catch {
		return;
	}
}
var init_state_directory = __esmMin((() => {}));
// src/execution/local/dead-runs.ts
init_run_marker();
init_run_owner();
init_state_directory();
function deadRuns(environment) {
	const within = environment["KUBEHOP_RUN_ID"]?.split(" ") ?? [];
	return stateDirectories(environment).flatMap((place) => entriesOf(place).flatMap((name) => {
		const owner = ownerOf(name);
		if (owner === void 0 || within.includes(owner.id) || isAlive(owner)) return [];
		return [{
			id: owner.id,
			place,
			name
		}];
	}));
}
// src/report/visible.ts
const LINE_BREAK = /\r\n|[\n\r\v\f\x85\p{Zl}\p{Zp}]/gu;
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
const EMOJI_SELECTOR = 65039;
function visibleLine(text) {
	return visibleMarks(text.replaceAll(LINE_BREAK, " ").replaceAll("	", " "));
}
function visibleMarks(text) {
	return text.toWellFormed().replaceAll(HIDDEN, picture);
}
function picture(mark) {
	const code = mark.codePointAt(0) ?? 0;
	if (code === EMOJI_SELECTOR) return mark;
	if (code < 32) return String.fromCodePoint(9216 + code);
	return `\u27E8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27E9`;
}
// src/source/error-words.ts
function errorWords(error) {
	return error instanceof Error ? error.message : String(error);
}
var init_error_words = __esmMin((() => {}));
// src/execution/kind/frozen-processes.ts
function thawingExecutor(executor, freezer = FREEZER) {
	if (!existsSync(freezer)) return executor;
	return { async run(command) {
		const timer = setInterval(thawKilled, PERIOD_MILLISECONDS, freezer);
		try {
			return await executor.run(command);
		} finally {
			clearInterval(timer);
		}
	} };
}
function thawKilled(directory) {
	for (const group of groupsIn(directory)) {
		if (isFrozen(group) && hasOnlyKilled(group)) thaw(group);
		thawKilled(group);
	}
}
function groupsIn(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
	} catch {
		return [];
	}
}
function isFrozen(group) {
	return textOf$1(join(group, "freezer.self_freezing")).trim() === "1";
}
function hasOnlyKilled(group) {
	const members = textOf$1(join(group, "cgroup.procs")).split("\n").filter(Boolean);
	return members.length > 0 && members.every((id) => isKilled(textOf$1(`/proc/${id}/status`)));
}
function isKilled(status) {
	const [, pending = "0"] = /^SigPnd:\s*([0-9a-f]+)$/m.exec(status) ?? [];
	return (Number.parseInt(pending.slice(-3), 16) & 256) !== 0;
}
function thaw(group) {
	try {
		writeFileSync(join(group, "freezer.state"), "THAWED");
	} catch {}
}
function textOf$1(path) {
	try {
		return readFileSync(path, "latin1");
	} catch {
		return "";
	}
}
var FREEZER, PERIOD_MILLISECONDS;
var init_frozen_processes = __esmMin((() => {
	FREEZER = "/sys/fs/cgroup/freezer";
	PERIOD_MILLISECONDS = 1e3;
}));
// src/execution/local/within.ts
async function within(promise, milliseconds) {
	const { promise: over, resolve } = Promise.withResolvers();
	const timer = setTimeout(resolve, milliseconds, false);
	const isSettled = await Promise.race([promise.then(() => true), over]);
	clearTimeout(timer);
	return isSettled;
}
function pause(milliseconds) {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
var init_within = __esmMin((() => {}));
// src/execution/settling-executor.ts
async function letEngineSettle(commands, milliseconds = SETTLE_MILLISECONDS) {
	if (commands.some((text) => ENGINE_WORDS.test(text))) await pause(milliseconds);
}
var SETTLE_MILLISECONDS, ENGINE_WORDS;
var init_settling_executor = __esmMin((() => {
	/* @__PURE__ */ init_within();
	SETTLE_MILLISECONDS = 3e3;
	ENGINE_WORDS = /\b(?:kind|minikube|docker|podman|nerdctl)\b/;
}));
// \0late:node:child_process
function spawn(...given) {
	return new.target ? new (process.getBuiltinModule("node:child_process")).spawn(...given) : process.getBuiltinModule("node:child_process").spawn(...given);
}
function spawnSync(...given) {
	return new.target ? new (process.getBuiltinModule("node:child_process")).spawnSync(...given) : process.getBuiltinModule("node:child_process").spawnSync(...given);
}
var init__late_node_child_process = __esmMin((() => {}));
// src/execution/local/bash.ts
function makeNamedPipe(program, path) {
	return spawnSync(program, [
		"-m",
		"600",
		path
	], { stdio: "ignore" }).status === 0;
}
var BashLauncher, LAUNCHER;
var init_bash = __esmMin((() => {
	/* @__PURE__ */ init__late_node_child_process();
	BashLauncher = class {
		process;
		next;
		begun = "";
		waiting;
		isOver = false;
		killed;
		constructor({ program, directory, environment }) {
			this.process = spawn(program, [
				"--noprofile",
				"--norc",
				"-c",
				LAUNCHER,
				program,
				directory
			], {
				env: environment,
				stdio: [
					"pipe",
					"pipe",
					"ignore"
				],
				detached: true
			});
			const { stdin, stdout } = this.process;
			stdout?.setEncoding("latin1").on("data", (text) => this.takeLines(text));
			for (const emitter of [
				this.process,
				stdin,
				stdout
			]) emitter?.on("error", () => this.end());
			this.killed = new Promise((resolve) => {
				this.process.once("error", () => resolve(false));
				this.process.once("close", (_, signal) => resolve(signal !== null));
			});
			this.killed.then(() => this.end());
		}
		get isGone() {
			return this.isOver;
		}
		async start(text, output) {
			if (this.next === void 0) await this.answer();
			const id = this.next;
			if (id === void 0) return await this.killed ? "killed" : void 0;
			this.next = void 0;
			this.process.stdin?.write(`${output}\0${text}\0`);
			return {
				id,
				exitCode: this.answer()
			};
		}
		close() {
			this.process.stdin?.end();
		}
		answer() {
			if (this.isOver) return Promise.resolve(void 0);
			return new Promise((resolve) => {
				this.waiting = resolve;
			});
		}
		takeLines(text) {
			const [first = "", ...others] = text.split("\n");
			const lines = [this.begun + first, ...others];
			this.begun = lines.pop() ?? "";
			for (const line of lines) this.take(line);
		}
		take(line) {
			const { waiting } = this;
			const [exitCode, next = 0] = line.split(" ").map(Number);
			this.next = next > 0 ? next : void 0;
			this.waiting = void 0;
			waiting?.(exitCode);
		}
		end() {
			this.isOver = true;
			this.waiting?.(void 0);
			this.waiting = void 0;
		}
	};
	LAUNCHER = String.raw`
bash=$0 directory=$1 code=0
unset SHLVL
while :; do
  set -m
  {
    IFS= read -r -d '' output && IFS= read -r -d '' text || { kill "$$"; exit; }
    cd -- "$directory"
    unset OLDPWD
    exec 4>"$output"
    exec "$bash" --noprofile --norc -eo pipefail -c "$text" </dev/null >&4 2>&4 4>&-
  } &
  set +m
  printf '%s %s\n' "$code" "$!"
  wait "$!"
  code=$?
done
`;
}));
// src/execution/local/launchers.ts
var Launchers;
var init_launchers = __esmMin((() => {
	init_bash();
	Launchers = class {
		place;
		launchers = /* @__PURE__ */ new Map();
		constructor(place) {
			this.place = place;
		}
		of(environment) {
			const key = JSON.stringify(environment);
			const known = this.launchers.get(key);
			if (known !== void 0 && !known.isGone) return known;
			const { bash, workingDirectory } = this.place;
			const all = {
				...this.place.environment,
				...environment
			};
			const launcher = new BashLauncher({
				program: bash,
				directory: workingDirectory,
				environment: all
			});
			this.launchers.set(key, launcher);
			return launcher;
		}
		close() {
			for (const launcher of this.launchers.values()) launcher.close();
		}
	};
}));
// src/execution/local/output-pipe.ts
function openedToRead(path) {
	return {
		path,
		readEnd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
	};
}
var CHUNK, QUIET_MILLISECONDS, MOST_DRAIN_MILLISECONDS, OutputPipes, Reader;
var init_output_pipe = __esmMin((() => {
	init_bash();
	init_make_directory();
	/* @__PURE__ */ init_within();
	CHUNK = 65536;
	QUIET_MILLISECONDS = 100;
	MOST_DRAIN_MILLISECONDS = 1e3;
	OutputPipes = class {
		folder;
		mkfifo;
		buffer = Buffer.allocUnsafeSlow(CHUNK);
		count = 0;
		reusable;
		constructor(folder, mkfifo) {
			this.folder = folder;
			this.mkfifo = mkfifo;
		}
		open(onOutput) {
			const { path, readEnd } = this.openedAgain() ?? openedToRead(this.made());
			const reader = this.reader(readEnd, onOutput);
			const writeEnd = openSync(path, constants.O_WRONLY);
			const drain = async () => {
				closeSync(writeEnd);
				if (await reader.ends()) this.reusable = path;
				else rmSync(path, { force: true });
			};
			return {
				path,
				drain
			};
		}
		openedAgain() {
			const path = this.reusable;
			this.reusable = void 0;
			if (path === void 0) return void 0;
			try {
				return openedToRead(path);
			} catch {
				return;
			}
		}
		made() {
			this.count += 1;
			makeDirectory(this.folder, 448);
			const path = join(this.folder, `output-${this.count}`);
			rmSync(path, { force: true });
			if (!makeNamedPipe(this.mkfifo, path)) throw new Error(`no pipe could be made in ${this.folder}`);
			return path;
		}
		reader(readEnd, onOutput) {
			const callback = (length, chunk) => {
				reader.lastRead = performance.now();
				onOutput(chunk.subarray(0, length));
				return true;
			};
			const onread = {
				buffer: this.buffer,
				callback
			};
			const reader = new Reader(new Socket({
				fd: readEnd,
				readable: true,
				writable: false,
				onread
			}));
			return reader;
		}
	};
	Reader = class {
		lastRead = performance.now();
		socket;
		closed;
		isDestroyed = false;
		constructor(socket) {
			this.socket = socket;
			this.closed = new Promise((resolve) => {
				socket.once("error", () => socket.destroy());
				socket.once("close", () => resolve());
			});
			socket.resume();
		}
		async ends() {
			const begin = performance.now();
			this.lastRead = begin;
			while (!await within(this.closed, this.remainingQuiet())) {
				if (this.remainingQuiet() > 1 && performance.now() - begin < MOST_DRAIN_MILLISECONDS) continue;
				this.isDestroyed = true;
				this.socket.destroy();
			}
			return !this.isDestroyed;
		}
		remainingQuiet() {
			return Math.max(1, QUIET_MILLISECONDS - (performance.now() - this.lastRead));
		}
	};
}));
// src/execution/local/engine-clients.ts
async function letClientsFinish(members) {
	const told = /* @__PURE__ */ new Set();
	const end = performance.now() + MOST_MILLISECONDS;
	for (let all = members(); performance.now() < end; all = members()) {
		const others = all.filter(({ id }) => !makesContainer(processArguments(id)));
		if (others.length === all.length) return;
		for (const entry of others) {
			if (!told.has(entry.id)) signalProcess(entry, "SIGTERM");
			told.add(entry.id);
		}
		await pause(PAUSE_MILLISECONDS$1);
	}
}
function makesContainer(words) {
	const at = words.slice(0, 2).findIndex((word) => CLIENTS.has(basename(word)));
	if (at === -1) return false;
	const rest = words.slice(at + 1);
	return rest.includes("create") || rest.includes("run") && rest.some(isDetach);
}
function isDetach(word) {
	return word === "--detach" || word === "--detach=true" || /^-[it]*d[it]*$/.test(word);
}
var CLIENTS, MOST_MILLISECONDS, PAUSE_MILLISECONDS$1;
var init_engine_clients = __esmMin((() => {
	init_process_table();
	/* @__PURE__ */ init_within();
	CLIENTS = /* @__PURE__ */ new Set([
		"docker",
		"podman",
		"nerdctl"
	]);
	MOST_MILLISECONDS = 2e4;
	PAUSE_MILLISECONDS$1 = 20;
}));
// src/execution/local/process-group.ts
async function endGroup(group, { milliseconds }) {
	if (!signalGroup(group, 0)) return;
	await letClientsFinish(() => membersOf(group));
	if (!signalGroup(group, "SIGTERM")) return;
	if (await isGone(group, milliseconds)) return;
	signalGroup(group, "SIGKILL");
	await isGone(group, AFTER_KILL_MILLISECONDS);
}
async function isGone(group, milliseconds) {
	const begin = performance.now();
	for (let wait = 1;; wait = Math.min(wait * 2, LONGEST_PAUSE_MILLISECONDS)) {
		await pause(wait);
		if (!signalGroup(group, 0)) return true;
		const waited = performance.now() - begin;
		if (waited > SEARCH_AFTER_MILLISECONDS && hasOnlyZombies(group)) return true;
		if (waited > milliseconds) return false;
	}
}
function hasOnlyZombies(group) {
	const members = membersOf(group);
	return members.length > 0 && members.every(({ isZombie }) => isZombie);
}
function membersOf(group) {
	return processes().filter((entry) => entry.group === group);
}
function signalGroup(group, signal) {
	try {
		process.kill(-group, signal);
		return true;
	} catch {
		return false;
	}
}
var AFTER_KILL_MILLISECONDS, LONGEST_PAUSE_MILLISECONDS, SEARCH_AFTER_MILLISECONDS;
var init_process_group = __esmMin((() => {
	init_engine_clients();
	init_process_table();
	/* @__PURE__ */ init_within();
	AFTER_KILL_MILLISECONDS = 2e3;
	LONGEST_PAUSE_MILLISECONDS = 50;
	SEARCH_AFTER_MILLISECONDS = 20;
}));
// src/execution/local/local-executor.ts
function localExecutor(place) {
	const pipes = new OutputPipes(place.pipes, place.mkfifo);
	const launchers = new Launchers(place);
	return {
		run: (command) => run(command, {
			place,
			pipes,
			launchers
		}),
		close: () => launchers.close()
	};
}
async function run(command, { place, pipes, launchers }) {
	if (command.signal.aborted) return { how: "cancelled" };
	if (tooLong(command)) return {
		how: "not-started",
		reason: TOO_LONG
	};
	const pipe = opened(pipes, command);
	if ("refused" in pipe) return {
		how: "not-started",
		reason: pipe.refused
	};
	const end = await endOf(await launchers.of(command.environment).start(command.text, pipe.path), command, place.onGroup);
	await pipe.drain();
	return end;
}
function tooLong({ text, environment }) {
	return [text, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)].some((argument) => Buffer.byteLength(argument) > LONGEST_ARGUMENT);
}
function opened(pipes, { onOutput }) {
	try {
		return pipes.open(onOutput);
	} catch (error) {
		return { refused: errorWords(error) };
	}
}
async function endOf(shell, command, onGroup) {
	if (shell === void 0) return NO_PROCESS;
	if (shell === "killed") return {
		how: "exited",
		exitCode: KILLED
	};
	const timer = setTimeout(onGroup, AT_ONCE_MILLISECONDS, shell.id);
	const how = await firstOf(shell, command);
	clearTimeout(timer);
	await endGroup(shell.id, how === "exited" ? LEFT_BEHIND : CUT_SHORT);
	if (how !== "exited") {
		await within(shell.exitCode, LAST_WAIT_MILLISECONDS);
		return { how };
	}
	const exitCode = await shell.exitCode;
	if (exitCode === void 0) return {
		how: "exited",
		exitCode: KILLED
	};
	return {
		how,
		exitCode
	};
}
function firstOf({ exitCode }, { timeoutMilliseconds, signal }) {
	return new Promise((resolve) => {
		const timer = setTimeout(() => settle("timed-out"), Math.min(timeoutMilliseconds, LONGEST_TIMER));
		const onAbort = () => settle("cancelled");
		const settle = (how) => {
			clearTimeout(timer);
			signal.removeEventListener("abort", onAbort);
			resolve(how);
		};
		signal.addEventListener("abort", onAbort);
		exitCode.then(() => settle("exited"));
	});
}
var LEFT_BEHIND, CUT_SHORT, AT_ONCE_MILLISECONDS, LONGEST_TIMER, LAST_WAIT_MILLISECONDS, NO_PROCESS, TOO_LONG, LONGEST_ARGUMENT, KILLED;
var init_local_executor = __esmMin((() => {
	/* @__PURE__ */ init_error_words();
	init_launchers();
	init_output_pipe();
	init_process_group();
	/* @__PURE__ */ init_within();
	LEFT_BEHIND = { milliseconds: 1e3 };
	CUT_SHORT = { milliseconds: 5e3 };
	AT_ONCE_MILLISECONDS = 50;
	LONGEST_TIMER = 2 ** 31 - 1;
	LAST_WAIT_MILLISECONDS = 5e3;
	NO_PROCESS = {
		how: "not-started",
		reason: "the system allows no further process"
	};
	TOO_LONG = "its text or an input is longer than the 128 KiB that the system lets a program be given";
	LONGEST_ARGUMENT = 131071;
	KILLED = 137;
}));
// src/source/kubehop-error.ts
var KubehopError;
var init_kubehop_error = __esmMin((() => {
	KubehopError = class extends Error {
		name = "KubehopError";
		code;
		remedy;
		where;
		constructor(options) {
			super(options.message, options.cause === void 0 ? void 0 : { cause: options.cause });
			this.code = options.code;
			this.remedy = options.remedy;
			if (options.where !== void 0) this.where = options.where;
		}
	};
}));
// src/execution/find-program.ts
function findTool(name, path) {
	const endings = process.platform === "win32" ? [".exe"] : [""];
	return (path ?? "").split(delimiter).filter((folder) => isAbsolute(folder)).flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(isProgram);
}
function findProgram(name, path) {
	return findTool(name, path) ?? findTool(name, SYSTEM);
}
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
var SYSTEM;
var init_find_program = __esmMin((() => {
	SYSTEM = ["/usr/bin", "/bin"].join(delimiter);
}));
// src/execution/local/marked-processes.ts
async function endMarked(mark, graceMilliseconds) {
	const first = marked(mark);
	await letClientsFinish(() => marked(mark));
	for (const entry of first) signalProcess(entry, "SIGTERM");
	await untilGone(mark, graceMilliseconds);
	for (let round = 0; round < MOST_ROUNDS; round += 1) {
		const left = marked(mark);
		if (left.length === 0) break;
		for (const entry of left) signalProcess(entry, "SIGKILL");
		await pause(PAUSE_MILLISECONDS);
	}
	return first.length;
}
async function untilGone(mark, milliseconds) {
	const end = performance.now() + milliseconds;
	while (performance.now() < end && marked(mark).length > 0) await pause(PAUSE_MILLISECONDS);
}
function marked({ id, folder }) {
	return processes().filter((entry) => entry.id !== process.pid && !entry.isZombie && (hasInEnvironment(entry.id, "KUBEHOP_RUN_ID", id) || writesInto(entry.id, folder)));
}
var PAUSE_MILLISECONDS, MOST_ROUNDS;
var init_marked_processes = __esmMin((() => {
	init_engine_clients();
	init_process_table();
	init_run_marker();
	/* @__PURE__ */ init_within();
	PAUSE_MILLISECONDS = 20;
	MOST_ROUNDS = 50;
}));
// src/execution/local/remove-folder.ts
function removeFolder(path) {
	try {
		if (!isOwnFolder(path)) return void 0;
		if (tryRemove(path) === void 0) return void 0;
		openFolders(path);
		return tryRemove(path);
	} catch (error) {
		return errorWords(error);
	}
}
function isOwnFolder(path) {
	const found = lstatSync(path, { throwIfNoEntry: false });
	if (found === void 0 || !found.isDirectory()) return false;
	return process.getuid === void 0 || found.uid === process.getuid();
}
function tryRemove(path) {
	try {
		rmSync(path, {
			recursive: true,
			force: true
		});
		return;
	} catch (error) {
		return errorWords(error);
	}
}
function openFolders(path) {
	chmodSync(path, 448);
	for (const entry of readdirSync(path, { withFileTypes: true })) if (entry.isDirectory()) openFolders(join(path, entry.name));
}
var init_remove_folder = __esmMin((() => {
	/* @__PURE__ */ init_error_words();
}));
// src/execution/local/run-note.ts
function writeNote(directory, note) {
	writeFileSync(join(directory, NOTE), JSON.stringify(note), { mode: 384 });
}
function readNote(directory) {
	try {
		const note = JSON.parse(readFileSync(join(directory, NOTE), "utf8"));
		return note.version === 1 ? note : void 0;
	} catch {
		return;
	}
}
function readGroup(directory) {
	try {
		const [group = "", started = ""] = readFileSync(join(directory, GROUP), "latin1").split(" ");
		return /^\d+$/.test(group) && started !== "" ? {
			group: Number(group),
			started
		} : void 0;
	} catch {
		return;
	}
}
function thisMachine() {
	return {
		host: hostname(),
		boot: textOf("/proc/sys/kernel/random/boot_id"),
		namespace: linkOf("/proc/self/ns/pid")
	};
}
function textOf(path) {
	try {
		return readFileSync(path, "utf8").trim();
	} catch {
		return "";
	}
}
function linkOf(path) {
	try {
		return readlinkSync(path);
	} catch {
		return "";
	}
}
var NOTE, GROUP;
var init_run_note = __esmMin((() => {
	NOTE = "note.json";
	GROUP = "group";
}));
// src/execution/local/local-run.ts
function runFolder(id) {
	return join(tmpdir(), `kubehop-run-${id}`);
}
function program(name, path) {
	const found = findProgram(name, path);
	if (found !== void 0) return found;
	throw new KubehopError({
		code: "playbook-not-runnable",
		message: `${name} is not on PATH, and a playbook's commands need it.`,
		remedy: `Install ${name === "bash" ? "bash" : "coreutils"}.`
	});
}
var init_local_run = __esmMin((() => {
	init_kubehop_error();
	init_find_program();
	init_local_executor();
}));
// src/execution/local/sweep.ts
var sweep_exports = /* @__PURE__ */ __exportAll({ sweepRun: () => sweepRun });
async function sweepRun(dead) {
	const note = readNote(join(dead.place, dead.name));
	const where = note === void 0 ? "here" : placeOf(note);
	if (where === "elsewhere") return void 0;
	const taken = takeOver(dead);
	if (taken === void 0) return void 0;
	const swept = note === void 0 ? void 0 : await cleanedUp(note, taken, where === "here");
	if (note === void 0 || !keepsNote(note, swept, taken)) removeFolder(join(taken.place, taken.name));
	removeEmptyState(taken.place);
	return swept;
}
function keepsNote(note, swept, { place, name }) {
	const teardown = note.teardown.filter((_, index) => swept?.teardown[index]?.isTriedAgain);
	if (teardown.length === 0) return false;
	writeNote(join(place, name), {
		...note,
		teardown,
		attempts: attemptOf(note)
	});
	return true;
}
function attemptOf({ attempts = 0 }) {
	return attempts + 1;
}
function takeOver({ id, place, name }) {
	const own = nameOf(ownRun(id));
	try {
		renameSync(join(place, name), join(place, own));
		return {
			id,
			place,
			name: own
		};
	} catch {
		return;
	}
}
function placeOf({ machine: { host, boot, namespace } }) {
	const here = thisMachine();
	if (host !== here.host) return "elsewhere";
	if (boot !== here.boot) return "restarted";
	return namespace === here.namespace ? "here" : "elsewhere";
}
async function cleanedUp(note, { id, place, name }, mayRun) {
	const mark = {
		id,
		folder: note.folder
	};
	if (mayRun) await endLastGroup(join(place, name));
	const processes = mayRun ? await endMarked(mark, GRACE_MILLISECONDS) : 0;
	if (mayRun) await letEngineSettle(note.teardown.map(({ text }) => text));
	const teardown = await tornDown(note);
	await endMarked(mark, GRACE_MILLISECONDS);
	const left = isFolderOf(id, note.folder) ? removeFolder(note.folder) : void 0;
	return {
		playbook: note.playbook,
		processes,
		teardown,
		...left === void 0 ? {} : { left }
	};
}
function isFolderOf(id, folder) {
	return basename(folder) === basename(runFolder(id));
}
async function endLastGroup(directory) {
	const last = readGroup(directory);
	if (last === void 0 || processEntry(last.group)?.started !== last.started) return;
	await endGroup(last.group, { milliseconds: GRACE_MILLISECONDS });
}
async function tornDown(note) {
	const { environment, folder, workingDirectory } = note;
	const local = localExecutor({
		bash: program("bash", environment.PATH),
		mkfifo: program("mkfifo", environment.PATH),
		workingDirectory,
		pipes: join(folder, "pipes"),
		environment,
		onGroup: () => {}
	});
	const executor = thawingExecutor(local);
	const done = [];
	for (const { step, text, environment: own, timeoutMilliseconds } of note.teardown) {
		const command = {
			text,
			timeoutMilliseconds,
			environment: own,
			signal: new AbortController().signal,
			onOutput: () => {}
		};
		const end = await executor.run(command);
		const isTriedAgain = (end.how !== "exited" || end.exitCode !== 0) && DELETES_CLUSTER.test(text) && attemptOf(note) < MOST_ATTEMPTS;
		done.push({
			step,
			text,
			end,
			isTriedAgain
		});
	}
	local.close();
	return done;
}
var GRACE_MILLISECONDS, MOST_ATTEMPTS, DELETES_CLUSTER;
var init_sweep = __esmMin((() => {
	init_frozen_processes();
	init_settling_executor();
	init_local_executor();
	init_local_run();
	init_marked_processes();
	init_process_group();
	init_process_table();
	init_remove_folder();
	init_run_note();
	init_run_owner();
	init_state_directory();
	GRACE_MILLISECONDS = 2e3;
	MOST_ATTEMPTS = 3;
	DELETES_CLUSTER = /(?<![\w-])(?:kind|minikube)\s+(?:-\S+\s+(?:[^\s-]\S*\s+)?)*delete\b/;
}));
// src/cli/sweep-dead-runs.ts
/* @__PURE__ */ init_error_words();
async function sweepDeadRuns({ environment, error }) {
	const dead = deadRuns(environment);
	if (dead.length === 0) return {
		found: 0,
		isClean: true
	};
	const { sweepRun } = await Promise.resolve().then(() => (init_sweep(), sweep_exports));
	const complaints = [];
	let found = 0;
	for (const run of dead) try {
		const swept = await sweepRun(run);
		if (swept === void 0) continue;
		found += 1;
		error.write(`kubehop: cleaned up after a run of ${visibleLine(swept.playbook)} that was killed.\n`);
		complaints.push(...complaintsOf(swept));
	} catch (problem) {
		complaints.push(`a run that was killed could not be cleaned up after: ${errorWords(problem)}`);
	}
	for (const complaint of complaints) error.write(`kubehop: ${visibleLine(complaint)}\n`);
	return {
		found,
		isClean: complaints.length === 0
	};
}
function complaintsOf({ teardown, left }) {
	return [...teardown.filter(({ end }) => end.how !== "exited" || end.exitCode !== 0).map(({ step, text, isTriedAgain }) => `the teardown of ${step} failed, ${isTriedAgain ? "and the next call tries it again" : "look after what it left"}: ${text}`), ...left === void 0 ? [] : [`its folder could not be removed: ${left}`]];
}
// src/report/workflow-commands.ts
function errorCommand(title, message) {
	return `::error title=${escapedProperty(title)}::${escapedMessage(message)}\n`;
}
function escapedMessage(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapedProperty(text) {
	return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/action/playbook/step-terminal.ts
function stepTerminal({ environment, log }, workingDirectory) {
	const outlet = {
		write: log,
		isTerminal: false
	};
	return {
		environment,
		workingDirectory,
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
		out: outlet,
		error: outlet,
		readInput: async () => /* @__PURE__ */ new Uint8Array(),
		toTheEnd: (work) => work()
	};
}
// src/action/playbook/post.ts
async function post(environment, log) {
	if (environment.STATE_playbook === void 0) return;
	const directory = environment.GITHUB_WORKSPACE ?? ".";
	const { isClean } = await sweepDeadRuns(stepTerminal({
		environment,
		log
	}, directory));
	if (isClean) return;
	log(errorCommand("Kubehop", "A playbook that was killed left something behind: see the log of this step."));
}
// src/action/post-step.ts
await post(process.env, (text) => process.stdout.write(text));
export {};
