// The events of `--log json`, and the notice of `--notify`, which says what the last event says.
import { z } from "zod";
import { instant } from "../disk/stored-schemas.ts";
import type { Notice } from "../terminal/session.ts";
import type { Counts } from "../terminal/log.ts";
import { exactly } from "./exactly.ts";
import { count, ending, exitCode, format, shop } from "./values.ts";

const run = z.uuid().describe("The same in all lines of a process");

/** Its type names itself, and so does its schema. */
const counts: z.ZodType<Counts> = z.record(
  z.string(),
  z.union([z.number(), z.null(), z.lazy(() => counts)]),
);

const end = {
  format,
  command: z.string(),
  shop: shop.nullable(),
  folder: z.string().nullable().describe("The name of the run"),
  ...ending,
  counts: counts.nullable().describe("The counts of --json, by the same names"),
};

export const notice = exactly<Notice>()(
  z.strictObject({ text: z.string().describe("One line for people"), run, ...end }),
);

const event = <const Name extends string, Facts extends z.core.$ZodLooseShape>(
  name: Name,
  facts: Facts,
) =>
  z.strictObject({
    level: z.enum(["info", "warn", "error"]),
    time: instant,
    run,
    shop: shop.exactOptional(),
    event: z.literal(name),
    msg: z.string().describe("For people"),
    ...facts,
  });

const forPeople = [
  "note",
  "warning",
  "outage",
  "signal",
  "stopped",
  "next",
  "carry_on",
  "undo",
  "notify",
];

export const logLine = z.union([
  event("start", { format, command: z.string() }),
  event("run", { folder: z.string().describe("The name of the run") }),
  event("request", {
    request: z.string(),
    status: z.int().nullable(),
    milliseconds: count,
    bucket: z.string().nullable(),
  }),
  event("progress", {
    label: z.string(),
    done: count,
    total: count.describe("0 if it is not known"),
    seconds_left: count.nullable(),
  }),
  ...forPeople.map((name) => event(name, {})),
  event("error", { exit_code: exitCode.exactOptional(), stack: z.string().exactOptional() }),
  event("end", end),
]);
