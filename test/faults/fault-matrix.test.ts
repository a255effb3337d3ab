// The fault matrix by REST; the soak suite has it by GraphQL, and what takes long.
import { vi } from "vitest";
import { testFaultMatrix } from "./fault-rows.ts";

vi.setConfig({ maxConcurrency: 3 });
await testFaultMatrix("rest");
