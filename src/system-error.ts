// Errors of the operating system: a file, a folder or a port that cannot be used.

export const isSystemError = (error: unknown): error is Error & { readonly syscall: unknown } =>
  error instanceof Error && "syscall" in error;

/** What the system says, as in `no space left on device (ENOSPC)`, without call and name of a file. */
export function whyOf(error: Error): string {
  const [line = ""] = error.message.split("\n");
  const [, code, text] = /^([A-Z][A-Z0-9_]+): (.*?), \w+(?: '.*)?$/.exec(line) ?? [];
  return text === undefined ? line.replace(/ '.*$/, "") : `${text} (${code})`;
}

/** Whether this process is not given more memory, files or sockets: nobody else is to blame. */
export const isShortage = (error: unknown): error is Error =>
  hasCode(error, "ENOMEM", "EMFILE", "ENFILE") ||
  (error instanceof RangeError && /out of memory|allocation failed/i.test(error.message));

/** Whether the error has one of these codes, as in `ENOENT`. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
