// Types for the parts that we use of a package without types.
declare module "fs-native-extensions" {
  /** Locks a range of bytes of an open file; false if it is locked by another open file. */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
