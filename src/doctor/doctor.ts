// doctor: checks the settings, the shop and this machine. A check that fails does not hide others that do not need it.
// Only reads are sent, and the request of a token if there is a client.
import { z } from "zod";
import { showAttempt, siteOf } from "../session/connect.ts";
import { type Check, fails, look, ok, skipped } from "./check.ts";
import { askGraphql, checkGraphql } from "./graphql.ts";
import { checkBucket, checkClock, checkVersion } from "./headers.ts";
import { hear, type Heard } from "./hear.ts";
import { outdatedCalls } from "./outdated-calls.ts";
import { checkName, checkShop, troubleOfShop } from "./reach.ts";
import { abilitiesBy, checkCredentials, checkScopes } from "./rights.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Start } from "../session/job.ts";
import { MixedSources } from "../session/one-source.ts";
import {
  defaultVersion,
  findSettings,
  type FoundSettings,
  isVersion,
} from "../session/settings.ts";
import { type Address, nameOfShop } from "../shop/address.ts";
import { shellQuoted } from "../terminal/terminal.ts";
import { counted } from "../words.ts";
import { Http } from "../shop/http/http.ts";
import { checkLock, checkRuns } from "./disk.ts";
import { exposedFiles } from "./secret-files.ts";
import { type Diagnosis, showDiagnosis } from "./show-diagnosis.ts";

const tokenFileVariable = "SHOPIFY_ACCESS_TOKEN_FILE";

export async function examine(start: Start, runs: string): Promise<ExitCode> {
  const { out } = start;
  const diagnosis = await diagnose(start, runs);
  const { checks, shop } = diagnosis;
  const failed = checks.flatMap(({ check, state }) => (state === "fails" ? [check] : []));
  if (shop !== null) out.account({ shop });
  const count = (wanted: Check["state"]): number =>
    checks.filter(({ state }) => state === wanted).length;
  const counts = {
    ok: count("ok"),
    fails: failed.length,
    look: count("look"),
    skipped: count("skipped"),
  };
  out.account({
    counts,
    words: failed.length === 0 ? counted(counts.ok, "check") : `fails: ${failed.join(", ")}`,
  });
  await showDiagnosis(diagnosis, start);
  return failed.length > 0 ? 1 : 0;
}

async function diagnose(start: Start, runs: string): Promise<Diagnosis> {
  const { options, host, settingsError } = start;
  const found = findSettings(options, host);
  const complaints = [
    ...(settingsError === undefined ? [] : [settingsError.message]),
    ...found.complaints.map(({ what }) => what),
  ];
  const settings =
    complaints.length === 0
      ? await checkSecretFiles(found, start)
      : fails(
          "settings",
          complaints.join("; "),
          "correct the settings; inventory-csv help environment explains each variable",
        );
  const name = nameOfShop(found.shop);
  const whyUnseen =
    settingsError instanceof MixedSources
      ? "shop and token come from different sources"
      : found.complaints.some(({ about }) => about === "proxy")
        ? "the proxy cannot be used"
        : undefined;
  const seen =
    whyUnseen === undefined
      ? await visit(found, start)
      : unseen(whyUnseen, ["shop", ...needShop, "clock"]);
  return {
    shop: name ?? null,
    checks: [settings, ...seen.checks, await checkRuns(runs, host), await checkLock(name, host)],
    commands: seen.commands,
  };
}

async function checkSecretFiles({ from }: FoundSettings, { host, options }: Start): Promise<Check> {
  const tokenFile = host.env[tokenFileVariable]?.trim() ?? "";
  const exposed = await exposedFiles(
    { ...(from === tokenFileVariable && { tokenFile }), settingsFile: options.settingsFile },
    host,
  );
  if (exposed.length === 0) return ok("settings", "complete");
  const files = exposed.map(({ name, who }) => `"${name}" may be ${who}`);
  return look(
    "settings",
    `complete, but ${files.join("; ")}`,
    `let only its user read it: ${exposed.map(({ name }) => `chmod 600 ${shellQuoted(name)}`).join(" && ")}`,
  );
}

type Seen = Pick<Diagnosis, "checks" | "commands">;

async function visit(found: FoundSettings, { host, out }: Start): Promise<Seen> {
  const known = found.shop;
  if (known === undefined) return unseen("the shop is not known", ["shop", ...needShop, "clock"]);
  const { address, credentials, onClose } = await siteOf(
    known === "sandbox" ? known : { address: known, credentials: found.credentials },
    host,
  );
  const http = new Http(address.origin, credentials, {
    proxy: found.proxy,
    clock: host.clock,
  });
  try {
    const seen = await ask(address, { ...found, credentials }, http, { host, out });
    // An answer can contain the token.
    const clean = (check: Check): Check => ({ ...check, found: http.clean(check.found) });
    return { ...seen, checks: seen.checks.map(clean) };
  } finally {
    await http.close();
    await onClose?.();
  }
}

const needShop = ["credentials", "name", "scopes", "version", "bucket", "graphql"] as const;

const unseen = (why: string, names: readonly Check["check"][]): Seen => ({
  checks: names.map((check) => skipped(check, why)),
  commands: undefined,
});

const shopAnswer = z
  .object({ shop: z.object({ myshopify_domain: z.string().max(255).optional().catch(undefined) }) })
  .transform(({ shop }) => shop.myshopify_domain);
const scopesAnswer = z
  .object({ access_scopes: z.array(z.object({ handle: z.string() })) })
  .transform(({ access_scopes: scopes }) => scopes.map(({ handle }) => handle));

async function ask(
  address: Address,
  found: FoundSettings,
  http: Http,
  { host, out }: Pick<Start, "host" | "out">,
): Promise<Seen> {
  const version = isVersion(found.version) ? found.version : defaultVersion;
  const path = `/admin/api/${version}/shop.json`;
  let requests = 0;
  const onAttempt: Parameters<typeof hear>[2] = (attempt) => {
    requests += 1;
    out.account({ requests });
    showAttempt(attempt, out);
  };
  const door = await hear(
    http,
    { method: "GET", path, schema: z.unknown(), anonymous: true },
    onAttempt,
  );
  const shop = checkShop(address, door, found.proxy);
  if (shop.state !== "ok") {
    const why = "not checked, because the shop was not reached";
    return withClock([shop, ...unseen(why, needShop).checks], [door]);
  }
  if (found.complaints.some(({ about }) => about === "credentials")) {
    const why = "not checked, because the credentials are not complete";
    const hidden = unseen(why, ["credentials", "name", "scopes"]).checks;
    const rest = [
      checkVersion(version, [door], host.now()),
      checkBucket(door),
      skipped("graphql", why),
    ];
    return withClock([shop, ...hidden, ...rest], [door]);
  }
  const itself = await hear(http, { method: "GET", path, schema: shopAnswer }, onAttempt);
  const trouble = troubleOfShop(address, itself);
  if (trouble !== undefined) {
    const why = "not checked, because of the trouble of the shop";
    return withClock([trouble, ...unseen(why, needShop).checks], [itself, door]);
  }
  const credentials = checkCredentials(found, itself);
  const accepted = credentials.state === "ok";
  const answers = [itself, door];
  const bucket = checkBucket(itself.status === undefined ? door : itself);
  if (!accepted) {
    const hidden = unseen("not checked, because the credentials are refused", [
      "name",
      "scopes",
    ]).checks;
    const last = skipped("graphql", "not checked, because the credentials are refused");
    const rest = [checkVersion(version, answers, host.now()), bucket, last];
    return withClock([shop, credentials, ...hidden, ...rest], answers);
  }
  const scopes: Heard<readonly string[]> = await hear(
    http,
    { method: "GET", path: "/admin/oauth/access_scopes.json", schema: scopesAnswer },
    onAttempt,
  );
  const outdated = await outdatedCalls(http, version, onAttempt);
  const graphql = await askGraphql(http, version, onAttempt);
  const checks = [
    shop,
    credentials,
    checkName(address, itself.data),
    checkScopes(scopes, found.api),
    checkVersion(version, answers, host.now(), outdated),
    bucket,
    checkGraphql(graphql, version, found.api),
  ];
  const commands = scopes.data === undefined ? undefined : abilitiesBy(scopes.data);
  return { ...withClock(checks, answers), commands };
}

const withClock = (checks: readonly Check[], answers: readonly Heard[]): Seen => ({
  checks: [...checks, checkClock(answers)],
  commands: undefined,
});
