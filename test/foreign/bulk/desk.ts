// The bulk side of a foreign shop as a test sees it: its operations, what was uploaded, and what its two hosts saw that
// they should not have. The hosts open with the first request by GraphQL.
import type { ResultHost, Seen, UploadHost } from "./hosts.ts";
import type { BulkOptions, Life, Operation, OperationType } from "./life.ts";
import { isLive, openOperations } from "./operations.ts";

type Hosts = { upload: UploadHost; results: ResultHost };
export type Bulk = {
  operations: readonly Operation[];
  /** Every live operation moves on, as if it had been shown so many times. */
  advance: (times?: number) => void;
  /** Files by their key. */
  uploads: ReadonlyMap<string, Buffer>;
  /** Another program of the same app starts operations without lines; by default five that never end. */
  occupy: (type: OperationType, life?: Life, count?: number) => Operation[];
} & Readonly<Seen>;

function fill<Value>(map: Map<string, Value>, entries: readonly (readonly [string, Value])[]) {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

export function openDesk(options: BulkOptions) {
  const operations = openOperations(options);
  const seen: Seen = { tokensSeen: [], strangers: [], visits: [] };
  let hosts: Hosts | undefined;
  const bulk: Bulk = {
    get operations() {
      return operations.all.map(({ operation }) => operation);
    },
    advance(times = 1) {
      for (let time = 0; time < times; time += 1)
        for (const kept of operations.all) if (isLive(kept)) operations.step(kept);
    },
    get uploads() {
      return hosts?.upload.files ?? new Map<string, Buffer>();
    },
    occupy(type, life = { running: Infinity }, count = 5) {
      const result = () => ({ text: "", objects: 0, roots: 0 });
      const work = { lines: [], carryOut: () => true, result };
      const query = "{ anotherProgram }";
      const start = () => operations.start(type, query, null, () => work, life).operation;
      return Array.from({ length: count }, start);
    },
    ...seen,
  };
  return {
    bulk,
    options,
    operations,
    seen,
    /** Keeps operations and files; what it returns puts them back, as often as it is called. */
    save(): () => void {
      const putBack = operations.save();
      const [files, targets] = [
        [...(hosts?.upload.files ?? [])],
        [...(hosts?.upload.targets ?? [])],
      ];
      return () => {
        putBack();
        if (hosts === undefined) return; // opened later, perhaps
        fill(hosts.upload.files, files);
        fill(hosts.upload.targets, targets);
      };
    },
    opened(opened: Hosts) {
      hosts = opened;
    },
    async close() {
      await Promise.all([hosts?.upload.close(), hosts?.results.close()]);
    },
  };
}
export type BulkDesk = ReturnType<typeof openDesk>;
