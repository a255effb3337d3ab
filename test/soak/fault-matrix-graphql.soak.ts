// The fault matrix by GraphQL, many cases in each import.
import { vi } from "vitest";
import { testFaultMatrix } from "../faults/fault-rows.ts";

vi.setConfig({ maxConcurrency: 3 });
await testFaultMatrix("graphql");
