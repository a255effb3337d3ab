// Loaded before the command: every TLS connection goes to DETOUR_PORT of this machine, and with DETOUR_DNS every look-up
// of a name fails with that code.
import dns from "node:dns";
import tls from "node:tls";

const { DETOUR_PORT, DETOUR_DNS } = process.env;
const { connect } = tls;
if (DETOUR_PORT !== undefined)
  tls.connect = (options, ...rest) =>
    connect({ ...options, host: "127.0.0.1", port: Number(DETOUR_PORT) }, ...rest);
if (DETOUR_DNS !== undefined)
  dns.lookup = (name, _options, done) =>
    done(Object.assign(new Error(`getaddrinfo ${DETOUR_DNS} ${name}`), { code: DETOUR_DNS }));
