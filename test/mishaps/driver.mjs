// Carries out one command of the built program after another, in one process with the device: for mishaps that a process
// survives.
import { Readable, Writable } from "node:stream";
import { arm } from "./device.mjs"; // before the program is loaded, which takes functions for reading as they are then

const { main } = await import("../../dist/jobs/main.js");

const collected = (texts) =>
  new Writable({
    decodeStrings: false,
    write: (text, _encoding, done) => {
      texts.push(String(text));
      done();
    },
  });

async function run({ args, cwd, mishap }) {
  const [stdout, stderr] = [[], []];
  arm(mishap);
  const code = await main(args, {
    env: process.env,
    cwd,
    stdin: Readable.from([]),
    stdout: collected(stdout),
    stderr: collected(stderr),
    signal: new AbortController().signal,
    now: () => new Date(),
    sleep: async (_, signal) => signal.throwIfAborted(),
  });
  process.send({ code, stdout: stdout.join(""), stderr: stderr.join("") });
}

process.on("message", (given) => void run(given));
