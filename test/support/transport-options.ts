// What a transport gets where a test opens the shop without a command.
import type { TransportOptions } from "../../src/shop/transport-options.ts";
import { leapingClock } from "./leaping-clock.ts";

export interface Site {
  readonly origin: string;
  readonly token: string;
}

const nothing = (): void => undefined;

export const transportOptions = ({ origin, token }: Site): TransportOptions => ({
  address: { name: "test", origin },
  credentials: { token },
  version: "2026-01",
  rateShare: 1,
  giveUpAfter: 900,
  onOutage: nothing,
  onNews: nothing,
  onAttempt: nothing,
  clock: leapingClock(),
});
