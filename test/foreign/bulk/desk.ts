// The bulk side of a foreign shop as a test sees it: its operations, what was uploaded, and what its two hosts saw that
// they should not have. The hosts open with the first request by GraphQL.
import type { ResultHost, UploadHost } from "./hosts.ts";
import type { BulkOptions, Operation } from "./life.ts";
import { isLive, openOperations } from "./operations.ts";

type Hosts = { upload: UploadHost; results: ResultHost };
export type Bulk = {
  operations: readonly Operation[];
  /** Every live operation moves on, as if it had been shown so many times. */
  advance: (times?: number) => void;
  /** Files by their key. */
  uploads: ReadonlyMap<string, Buffer>;
  /** Requests to the two hosts that had a token, and those that the hosts did not understand. */
  tokensSeen: readonly string[];
  strangers: readonly string[];
};

export function openDesk(options: BulkOptions) {
  const operations = openOperations(options);
  const tokensSeen: string[] = [];
  const strangers: string[] = [];
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
    tokensSeen,
    strangers,
  };
  return {
    bulk,
    options,
    operations,
    tokensSeen,
    strangers,
    opened(opened: Hosts) {
      hosts = opened;
    },
    async close() {
      await Promise.all([hosts?.upload.close(), hosts?.results.close()]);
    },
  };
}
export type BulkDesk = ReturnType<typeof openDesk>;
