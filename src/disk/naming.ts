// Errors of the file system, told under the name of the file that people know.

/**
 * Node leaves the name out of an error of an open file, and of one that is not whole yet it is not the final one. The
 * message is as node's own: `ENOSPC: no space left on device, write 'runs/x/results.csv'`.
 */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(path, error);
  }
}

/** The error with the name of the file; any but the file system's is given back as it is. */
export function named(path: string, error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error), { cause: error });
  if (!("syscall" in error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const message = `${error.message.replace(/ '.*'$/, "")} '${path}'`;
  return Object.assign(new Error(message, { cause: error }), { code, syscall });
}
