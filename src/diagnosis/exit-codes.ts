/**
 * What an exit code says, as the end of a sentence. Codes up to 125 are the application's own; 126, 127 and
 * 128 + n are what POSIX shells give, and what container runtimes give for signals.
 */
export function exitMeaning(exitCode: number): string {
  const signal = SIGNALS[exitCode - 128];
  if (signal !== undefined) return `exit code ${exitCode}: it was ended by ${signal}`;
  const known = CODES[exitCode];
  if (known !== undefined) return `exit code ${exitCode}: ${known}`;
  if (exitCode > 128 && exitCode < 128 + 65)
    return `exit code ${exitCode}: it was ended by signal ${exitCode - 128}`;
  return `exit code ${exitCode}, which the application gives its own meaning`;
}

const CODES: Readonly<Record<number, string>> = {
  0: "its command comes to its end where it should go on running",
  1: "the application gave up; its log says why",
  2: "the command was used wrongly, or a Go program panicked; its log says which",
  125: "the container runtime itself failed",
  126: "the command was found and cannot be executed (not executable, or a directory)",
  127: "the command was not found in the image",
  128: "the container could not be started",
  255: "the application ended with -1, or the runtime lost it",
};

const SIGNALS: Readonly<Record<number, string>> = {
  1: "SIGHUP (its terminal was closed, or it was told to reload)",
  2: "SIGINT (it was interrupted)",
  3: "SIGQUIT (it was told to quit; Go and Java programs write their stacks)",
  4: "SIGILL (an instruction that this processor does not have: an image for another processor type?)",
  5: "SIGTRAP (a trap, as some runtimes use it for failed assertions)",
  6: "SIGABRT (it aborted itself: a failed assertion, or memory that could not be had)",
  7: "SIGBUS (memory that is not there: often a full or cut file, or a full /dev/shm)",
  8: "SIGFPE (a division by zero)",
  9: "SIGKILL, and not for the memory of its container (the grace period ended, the node ran out of memory, or somebody killed it)",
  11: "SIGSEGV (it used memory that is not its own: a defect of the program or of a library)",
  13: "SIGPIPE (who read its output went away)",
  15: "SIGTERM (it was asked to stop, and stopped)",
  24: "SIGXCPU (its limit of processor time was used up)",
  25: "SIGXFSZ (its limit of file size was used up)",
  31: "SIGSYS (a system call that its seccomp profile does not allow)",
};
