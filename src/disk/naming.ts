// Errors of the file system with the file name that the user knows.
import { isSystemError } from "../system-error.ts";

/**
 * For an open file node's error has no name, and for an incomplete file not the final one. The message has the form of
 * node's own: `ENOSPC: no space left on device, write 'runs/x/results.csv'`.
 */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(path, error);
  }
}

/** The error with the name of the file; other errors than the file system's are returned unchanged. */
export function named(path: string, error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error), { cause: error });
  if (!isSystemError(error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const message = `${error.message.replace(/ '.*'$/, "")} '${path}'`;
  return Object.assign(new Error(message, { cause: error }), { code, syscall });
}
