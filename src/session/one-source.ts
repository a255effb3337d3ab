// Shop and token belong together: a token must not go to another shop than its own, and an export of one shop must not
// get the name of another. So if a file of --settings-file has one of them, the other must not contradict it.
import { ExitError } from "../exit-code.ts";
import type { Environment } from "../host/host.ts";
import { namedShop, nameOfShop } from "../shop/address.ts";
import { quoted } from "../words.ts";
import { withoutSecrets } from "./settings.ts";

/** Shop and token come from different sources. */
export class MixedSources extends ExitError {
  constructor(what: string) {
    super(2, `Cannot start: ${what}. A shop and its token belong together`);
  }
}

const credentials = [
  "SHOPIFY_ACCESS_TOKEN",
  "SHOPIFY_ACCESS_TOKEN_FILE",
  "SHOPIFY_CLIENT_ID",
  "SHOPIFY_CLIENT_SECRET",
] as const;

/** `inFile` are the variables of the file `name`, `env` those that count, and `option` is `--shop`. */
export function checkSources(
  name: string,
  inFile: Environment,
  env: Environment,
  option: string | undefined,
): void {
  const file = `--settings-file "${name}"`;
  const own = given(inFile, "SHOPIFY_SHOP");
  const hasCredentials = credentials.some((variable) => given(inFile, variable) !== "");
  const variable = given(env, "SHOPIFY_SHOP");
  const shop = option ?? variable;
  if (own !== "" && nameOf(shop) !== nameOf(own)) {
    const other =
      option === undefined
        ? `SHOPIFY_SHOP is ${shown(variable)} in the environment`
        : `--shop is ${shown(option)}`;
    const todo = option === undefined ? "unset SHOPIFY_SHOP" : "leave out --shop";
    throw new MixedSources(
      `${other}, and ${shown(own)} in ${file}; ${todo}, or use the file of that shop`,
    );
  }
  const foreign = credentials.find(
    (each) => given(env, each) !== "" && given(env, each) !== given(inFile, each),
  );
  if (own !== "" && hasCredentials && foreign !== undefined) {
    throw new MixedSources(
      `the shop is ${shown(own)} of ${file}, and ${foreign} is set in the environment; unset ${foreign}`,
    );
  }
  if (
    own === "" &&
    hasCredentials &&
    foreign === undefined &&
    option === undefined &&
    shop !== ""
  ) {
    throw new MixedSources(
      `SHOPIFY_SHOP is ${shown(shop)} in the environment, and the token is that of ${file}; name the shop in the file too, or with --shop`,
    );
  }
}

const shown = (name: string): string => quoted(withoutSecrets(name), 100);

const given = (from: Environment, variable: string): string => (from[variable] ?? "").trim();

const nameOf = (shop: string): string => nameOfShop(namedShop(shop)) ?? shop.toLowerCase();
