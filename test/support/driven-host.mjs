// For the process of a driver: it answers orders, and its commands have a host that keeps their output and waits for nothing
// in the shop.
import { Readable, Writable } from "node:stream";

const collected = (texts) =>
  new Writable({
    decodeStrings: false,
    write: (text, _encoding, done) => {
      texts.push(String(text));
      done();
    },
  });

/** Sends what becomes of each order. */
export function answerOrders(carryOut) {
  process.on("message", (order) => void carryOut(order).then((answer) => process.send(answer)));
}

/** Runs `main` in the folder with these variables, until the signal aborts it; what `Ended` says of it. */
export async function runDriven(main, { args, cwd, env }, signal) {
  const [stdout, stderr] = [[], []];
  const code = await main(args, {
    env,
    cwd,
    stdin: Readable.from([]),
    stdout: collected(stdout),
    stderr: collected(stderr),
    signal,
    now: () => new Date(),
    sleep: async (_, given) => given.throwIfAborted(),
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}
