// Names to addresses for connections. `localhost` is this machine, whatever the resolver says: a token may be sent there.
import dns from "node:dns";
import type { LookupFunction } from "node:net";

const here = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

export const lookup: LookupFunction = (name, options, done) => {
  if (name.toLowerCase() !== "localhost") {
    dns.lookup(name, options, done);
    return;
  }
  const wanted = Number(String(options.family ?? 0).replace("IPv", ""));
  const found = here.filter(({ family }) => wanted === 0 || family === wanted);
  const [first] = found;
  if (options.all === true) done(null, found);
  else done(null, first?.address ?? "127.0.0.1", first?.family ?? 4);
};
