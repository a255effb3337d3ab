// doctor: from the settings to the shop and back to this disk, one check after another. A check that fails hides none
// that does not need it. Only questions are sent, and the grant where there is a client.
import { z } from "zod";
import { placeOf, tellAttempt } from "../session/connect.ts";
import type { Check } from "./check.ts";
import { checkBucket, checkClock, checkVersion } from "./headers.ts";
import { hear, type Heard } from "./hear.ts";
import { checkName, checkShop } from "./reach.ts";
import { type Ability, abilitiesBy, checkCredentials, checkScopes } from "./rights.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import {
  cannotStart,
  findSettings,
  type FoundSettings,
  isVersion,
  loadEnvFile,
  type ShopFlags,
  usualVersion,
} from "../session/settings.ts";
import type { Address } from "../shop/address.ts";
import { Http } from "../shop/http.ts";
import { Terminal, type Voice } from "../terminal/terminal.ts";
import { checkLock, checkRuns } from "./disk.ts";
import { showDiagnosis } from "./show-diagnosis.ts";

export interface Diagnosis {
  readonly shop: string | null;
  readonly checks: readonly Check[];
  /** Undefined where the scopes are not known. */
  readonly commands: readonly Ability[] | undefined;
}

export async function examine(flags: ShopFlags & Voice, runs: string): Promise<ExitCode> {
  const terminal = new Terminal(flags);
  const diagnosis = await diagnose(flags, runs, terminal);
  const { checks, shop } = diagnosis;
  const failed = checks.filter(({ state }) => state === "fails");
  if (shop !== null) terminal.account({ shop });
  const count = (wanted: Check["state"]): number =>
    checks.filter(({ state }) => state === wanted).length;
  const counts = {
    ok: count("ok"),
    fails: failed.length,
    look: count("look"),
    skipped: count("skipped"),
  };
  const words =
    failed.length === 0
      ? "no check fails"
      : `fails: ${failed.map(({ check }) => check).join(", ")}`;
  terminal.account({ counts, words });
  await showDiagnosis(diagnosis, terminal);
  return failed.length > 0 ? 1 : 0;
}

async function diagnose(
  flags: ShopFlags & Voice,
  runs: string,
  terminal: Terminal,
): Promise<Diagnosis> {
  const unread = envFileFault(flags);
  const found = findSettings(flags);
  const wrong = found.complaints.filter(({ about }) => about === "flags");
  if (wrong.length > 0) throw cannotStart(wrong);
  const complaints = [...unread, ...found.complaints.map(({ what }) => what)];
  const settings: Check =
    complaints.length === 0
      ? { check: "settings", state: "ok", found: "complete" }
      : {
          check: "settings",
          state: "fails",
          found: complaints.join("; "),
          todo: "mend that; inventory-csv help environment tells of each variable",
        };
  const name = found.shop === "sandbox" || found.shop === undefined ? found.shop : found.shop.name;
  const seen = await visit(found, terminal);
  return {
    shop: name ?? null,
    checks: [settings, ...seen.checks, await checkRuns(runs), await checkLock(name)],
    commands: seen.commands,
  };
}

function envFileFault({ envFile }: ShopFlags): string[] {
  try {
    if (envFile !== undefined) loadEnvFile(envFile);
    return [];
  } catch (error) {
    if (error instanceof ExitError) return [error.message];
    throw error;
  }
}

type Seen = Pick<Diagnosis, "checks" | "commands">;

async function visit(found: FoundSettings, terminal: Terminal): Promise<Seen> {
  const known = found.shop;
  if (known === undefined) return unseen("no shop is named", ["shop", ...behindTheDoor, "clock"]);
  const { address, credentials, onClose } = await placeOf(
    known === "sandbox" ? known : { address: known, credentials: found.credentials },
  );
  const http = new Http(address.origin, credentials);
  try {
    const seen = await ask(address, { ...found, credentials }, http, terminal);
    // A shop can answer anything, also what it was asked with.
    const clean = (check: Check): Check => ({ ...check, found: http.clean(check.found) });
    return { ...seen, checks: seen.checks.map(clean) };
  } finally {
    await http.close();
    await onClose?.();
  }
}

const behindTheDoor = ["credentials", "name", "scopes", "version", "bucket"] as const;

const unseen = (why: string, names: readonly Check["check"][]): Seen => ({
  checks: names.map((check) => ({ check, state: "skipped", found: why })),
  commands: undefined,
});

const shopSaid = z
  .object({ shop: z.object({ myshopify_domain: z.string().max(255).optional().catch(undefined) }) })
  .transform(({ shop }) => shop.myshopify_domain);
const scopesSaid = z
  .object({ access_scopes: z.array(z.object({ handle: z.string() })) })
  .transform((said) => said.access_scopes.map(({ handle }) => handle));

async function ask(
  address: Address,
  found: FoundSettings,
  http: Http,
  terminal: Terminal,
): Promise<Seen> {
  const version = isVersion(found.version) ? found.version : usualVersion;
  const path = `/admin/api/${version}/shop.json`;
  let requests = 0;
  const onAttempt: Parameters<typeof hear>[2] = (attempt) => {
    requests += 1;
    terminal.account({ requests });
    tellAttempt(attempt, terminal);
  };
  const door = await hear(
    http,
    { method: "GET", path, schema: z.unknown(), anonymous: true },
    onAttempt,
  );
  const shop = checkShop(address, door);
  if (shop.state !== "ok") {
    const why = "not asked for, since the shop was not reached";
    return withClock([shop, ...unseen(why, behindTheDoor).checks], [door]);
  }
  if (found.complaints.some(({ about }) => about === "credentials")) {
    const why = "there are none that can be sent";
    const hidden = unseen(why, ["credentials", "name", "scopes"]).checks;
    const rest = [checkVersion(version, [door]), checkBucket(door)];
    return withClock([shop, ...hidden, ...rest], [door]);
  }
  const itself = await hear(http, { method: "GET", path, schema: shopSaid }, onAttempt);
  const credentials = checkCredentials(found, itself);
  const accepted = credentials.state === "ok";
  const answers = [itself, door];
  const rest = [
    checkVersion(version, answers),
    checkBucket(itself.status === undefined ? door : itself),
  ];
  if (!accepted) {
    const hidden = unseen("not asked for, by these credentials", ["name", "scopes"]).checks;
    return withClock([shop, credentials, ...hidden, ...rest], answers);
  }
  const scopes: Heard<readonly string[]> = await hear(
    http,
    { method: "GET", path: "/admin/oauth/access_scopes.json", schema: scopesSaid },
    onAttempt,
  );
  const checks = [shop, credentials, checkName(address, itself.data), checkScopes(scopes), ...rest];
  const commands = scopes.data === undefined ? undefined : abilitiesBy(scopes.data);
  return { ...withClock(checks, answers), commands };
}

const withClock = (checks: readonly Check[], answers: readonly Heard[]): Seen => ({
  checks: [...checks, checkClock(answers)],
  commands: undefined,
});
