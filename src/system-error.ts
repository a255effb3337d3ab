// Errors of the operating system: a file, a folder or a port that cannot be used.

export const isSystemError = (error: unknown): error is Error & { readonly syscall: unknown } =>
  error instanceof Error && "syscall" in error;

/** Whether the error has one of these codes, as in `ENOENT`. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
