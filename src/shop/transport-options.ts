// What a transport needs to speak to a shop: REST and GraphQL take the same.
import type { Clock } from "../clock.ts";
import type { Address } from "./address.ts";
import type { Attempt } from "./http/http.ts";
import type { Proxy } from "./http/proxy.ts";
import type { Credentials } from "./tokens.ts";

export interface TransportOptions {
  readonly address: Address;
  readonly credentials: Credentials;
  /** The proxy of the network, if it has one. */
  readonly proxy?: Proxy | undefined;
  /** As in `2026-01`. */
  readonly version: string;
  /** The part of the rate limit to use, at most 1. */
  readonly rateShare: number;
  /** Seconds to keep trying while the shop is failing. */
  readonly giveUpAfter: number;
  /** Called when the shop starts to fail and when it answers again. */
  readonly onOutage: (message: string) => void;
  /** Called with what else the user should know. */
  readonly onNews: (message: string) => void;
  /** The real one by default. */
  readonly clock?: Clock | undefined;
  /** Called for every request that was sent. */
  readonly onAttempt: (attempt: Attempt) => void;
  /** Called when the shop is closed. */
  readonly onClose?: () => Promise<void>;
}
