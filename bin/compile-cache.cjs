const { mkdirSync, statSync } = require("node:fs");
const { enableCompileCache, getCompileCacheDir } = require("node:module");
const { isAbsolute, join } = require("node:path");

/**
 * Lets Node.js keep what V8 compiles in the user's cache: `$XDG_CACHE_HOME/kubehop`, or `~/.cache/kubehop`. Its own
 * choice is a folder among the temporary files, which would stay there after every call. Without a cache of this user
 * alone nothing is kept: whoever writes there decides what is run, and a `sudo` must leave no folders of root.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {string | undefined} the directory in which it is kept for this release
 */
module.exports = function keepCompiledCode({ XDG_CACHE_HOME, HOME }) {
  // NODE_COMPILE_CACHE names one.
  const given = getCompileCacheDir();
  if (given !== undefined) return given;
  const isChosen = XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME);
  const base = isChosen ? XDG_CACHE_HOME : HOME;
  if (base === undefined || !isAbsolute(base)) return undefined;
  const cache = isChosen ? base : join(base, ".cache");
  const directory = join(cache, "kubehop");
  if (!isOwn(base) || !isMade(cache) || !isMade(directory)) return undefined;
  return enableCompileCache(directory).directory;
};

/** Made by itself: Node.js's `recursive` never comes back below /proc. */
function isMade(directory) {
  try {
    mkdirSync(directory, 0o700);
    return true;
  } catch {
    return isOwn(directory);
  }
}

function isOwn(directory) {
  try {
    const found = statSync(directory);
    if (process.getuid === undefined) return found.isDirectory();
    return found.isDirectory() && found.uid === process.getuid() && (found.mode & 0o002) === 0;
  } catch {
    // Not there, or not for this user to see: then it is none of theirs.
    return false;
  }
}
