// What is used of a package that ships no types.
declare module "fs-native-extensions" {
  /** Locks a range of bytes of an open file; false where another open file has it. */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
