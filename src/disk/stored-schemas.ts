// Values that several stored files have, as the program writes them. For modules that read by schemas anyway: it loads
// zod.
import { z } from "zod";

/** A time in UTC, as in `2026-11-28T00:37:29.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/** In hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The least number of a row: the header is at least line 1. */
export const firstRow = 2;
