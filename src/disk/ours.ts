// Files that only this user can have written. What another user can write is not believed, and a link that another user
// made is not followed.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  type Stats,
  statfsSync,
  statSync,
} from "node:fs";
import { isWindows, userId } from "../host/process-host.ts";
import { hasCode } from "../system-error.ts";

/** A file or a folder that another user owns or can change. Counts as an error of the system. */
export class NotOurs extends Error {
  readonly syscall = "open";
  readonly code = "EPERM";

  constructor(why: string) {
    super(why);
    this.name = "NotOurs";
  }
}

/** Never follows a link, and never waits for the other end of a pipe. Windows has neither. */
export const noFollow = isWindows ? 0 : constants.O_NOFOLLOW;
const noWait = isWindows ? 0 : constants.O_NONBLOCK;

/** For a new file: an error if there is anything of that name, also a link. */
export const newFile = constants.O_CREAT | constants.O_EXCL | noFollow;

/** Of this user, or of root, who can change everything anyway. */
export const isOurs = ({ uid }: Pick<Stats, "uid">): boolean =>
  userId === undefined || uid === userId || uid === 0;

export const anotherUser = ({ uid }: Pick<Stats, "uid">): string =>
  `belongs to another user (uid ${uid})`;

const writableByOthers = 0o022;

/** Whether users besides the owner may write to it. */
export const isShared = ({ mode }: Pick<Stats, "mode">): boolean =>
  userId !== undefined && (mode & writableByOthers) !== 0;

/**
 * File systems that show one mode for all files and cannot keep another: those of Windows and of memory cards, and the
 * disks of Windows as Linux inside Windows sees them. The numbers are those of statfs on Linux.
 */
const withoutModes: readonly number[] = [
  0x4d44, // FAT
  0x2011bab0, // exFAT
  0x5346544e, // NTFS
  0x7366746e, // ntfs3
  0x01021997, // 9p
  0xff534d42, // CIFS
  0xfe534d42, // SMB
];

/** Throws a NotOurs if another user owns what is at the path, or may write to it. */
export function demandOurs(found: Stats, path: string): void {
  if (!isOurs(found)) throw new NotOurs(`it ${anotherUser(found)}`);
  if (!isShared(found) || withoutModes.includes(statfsSync(path).type)) return;
  const mode = (found.mode & 0o777).toString(8).padStart(3, "0");
  throw new NotOurs(`other users may write to it (mode ${mode}; to change that: chmod go-w)`);
}

/**
 * Opens a regular file of this user and returns its descriptor; further flags can make it a new one, of mode 0600.
 * Throws a NotOurs.
 */
export function openOurs(path: string, flags: number = constants.O_RDONLY): number {
  const fd = openUnlinked(path, flags | noFollow | noWait);
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) throw new NotOurs("it is not a regular file");
    demandOurs(found, path);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openUnlinked(path: string, flags: number): number {
  try {
    return openSync(path, flags, 0o600);
  } catch (error) {
    // ELOOP where the last part is a link; ENXIO for a pipe or a socket that nobody reads.
    if (hasCode(error, "ELOOP", "EMLINK")) throw new NotOurs("it is a symbolic link");
    if (hasCode(error, "ENXIO")) throw new NotOurs("it is not a regular file");
    throw error;
  }
}

/** The same for a folder; a link to it has to be this user's. */
export function demandOurFolder(path: string): void {
  const found = lstatSync(path);
  if (!found.isSymbolicLink()) return demandOurs(found, path);
  if (!isOurs(found)) throw new NotOurs("it is a symbolic link of another user");
  demandOurs(statSync(path), path);
}
