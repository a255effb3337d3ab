// Whether node is new enough for the program. Every node that knows modules can read this file: it imports nothing, and
// nothing in it is newer than 2019.

const oldestMajor = 20;
const oldestMinor = 19;

/** One sentence if this version, as in `v20.19.0`, is too old. */
export function complaintOfNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Cannot start inventory-csv: it needs node ${oldestMajor}.${oldestMinor} or newer, and this is node ${version.slice(1)}`;
}

/** Writes the sentence and sets the exit code 2 if node is too old. Then nothing else may be loaded. */
export function refuseOldNode(): boolean {
  const complaint = complaintOfNode(process.version);
  if (complaint === undefined) return false;
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
  return true;
}
