// The host of one shop of a group: its settings come from its file alone, its results wait until they are shown, and its
// lines on standard error begin with its name.
import { Readable, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Host } from "../host/host.ts";

/** A token must not go to another shop than its own, and the group sends one notice. */
const ofOneShop = [
  "SHOPIFY_SHOP",
  "SHOPIFY_ACCESS_TOKEN",
  "SHOPIFY_ACCESS_TOKEN_FILE",
  "SHOPIFY_CLIENT_ID",
  "SHOPIFY_CLIENT_SECRET",
  "INVENTORY_CSV_NOTIFY",
] as const;

export interface MemberHost {
  readonly host: Host;
  /** What the shop has printed since the last call. */
  takePrinted(): string;
}

/** Hears of a second signal for one shop; false if that shop has no use for it. */
type OnSecondSignal = () => boolean;

/** One host a name. */
export function memberHosts(host: Host, names: readonly string[]): readonly MemberHost[] {
  const env = { ...host.env };
  for (const name of ofOneShop) delete env[name];
  const listeners: OnSecondSignal[] = [];
  host.onSecondSignal?.(() => listeners.map((listener) => listener()).includes(true));
  const stops = names.map(() => new AbortController());
  const stop = (): void => stops.forEach((each) => each.abort(host.signal.reason));
  if (host.signal.aborted) stop();
  else host.signal.addEventListener("abort", stop, { once: true });
  return names.map((name, at) => {
    const printed = new Printed(host.stdout);
    const described = Object.create(host, {
      env: own(env),
      // Nobody answers there: the group asks for all of its shops.
      stdin: own(Readable.from([])),
      stdout: own(printed),
      stderr: own(prefixed(`${name}: `, host)),
      // Each command listens many times, and node warns of too many listeners on one signal.
      signal: own(stops[at]?.signal),
      // Lines of JSON, each of which names its shop.
      writeError: own((text: string): void => {
        if (host.writeError === undefined) host.stderr.write(text);
        else host.writeError(text);
      }),
      onSecondSignal: own((listener: OnSecondSignal) => void listeners.push(listener)),
      onWarning: own(undefined),
      onExit: own(undefined),
    }) as Host;
    return { host: described, takePrinted: () => printed.take() };
  });
}

const own = (value: unknown): PropertyDescriptor => ({ value, enumerable: true });

/** Kept until it is taken, and then shown on `stdout`. */
class Printed extends Writable {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly #decoder = new StringDecoder("utf8");
  #text = "";

  constructor(stdout: Host["stdout"]) {
    super();
    this.isTTY = stdout.isTTY === true;
    this.columns = stdout.columns;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#text += this.#decoder.write(chunk);
    done();
  }

  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

/** Writes whole lines, so that those of several shops do not mix. */
function prefixed(prefix: string, { stderr }: Host): Writable {
  const decoder = new StringDecoder("utf8");
  let begun = "";
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const lines = (begun + decoder.write(chunk)).split("\n");
      begun = lines.pop() ?? "";
      if (lines.length === 0) done();
      else stderr.write(lines.map((line) => `${prefix}${line}\n`).join(""), () => done());
    },
  });
}
