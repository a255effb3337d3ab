// The names of the products, computed from the place of the product: most are like those of a shop for the home, some are
// difficult for spreadsheets.
import { openingProducts } from "./opening-items.ts";

export interface ProductNames {
  title: string;
  handle: string;
  variants: readonly string[];
}

// The lengths have no common factor, so that the first 315 titles are different.
const ranges = ["Harbour", "King Street", "Winter", "Garden", "Studio"] as const;
const materials = ["linen", "oak", "wool", "copper", "stoneware", "glass", "jute"] as const;
const things = [
  "bowl",
  "candle holder",
  "scarf",
  "lamp",
  "basket",
  "blanket",
  "vase",
  "tray",
  "cushion",
] as const;
const allTitles = ranges.length * materials.length * things.length;

/** Every tenth product has one of these. */
const awkwardTitles = [
  'Café "noir", 250 g',
  "Größe L: Wollschal",
  "煎茶 100g",
  "=Equal= puzzle",
  "+1 candle, gift-wrapped 🎁",
  "Rooibos; loose leaf",
  "-20 °C picnic bag",
] as const;
const awkwardEvery = 10;
const firstAwkward = 7;

const choices = [
  ["Small", "Medium", "Large", "Extra large"],
  ["Natural", "Charcoal", "Moss", "Sand"],
  ["Small / Natural", "Small / Charcoal", "Large / Natural", "Large / Charcoal"],
] as const;
const onlyChoice = ["Default Title"] as const;

/** `size` is how many variants the product has. */
export function productNames(place: number, size: number): ProductNames {
  const opening = openingProducts[place];
  const { title, before } = opening === undefined ? titleAt(place) : { ...opening, before: 0 };
  const handle = before === 0 ? handleOf(title) : `${handleOf(title)}-${before}`;
  const variants = opening?.variants ?? choices[place % choices.length] ?? onlyChoice;
  return { title, handle, variants: size === 1 ? onlyChoice : variants };
}

/** With the number of products before it that have the same title. */
function titleAt(place: number): { title: string; before: number } {
  if (place % awkwardEvery === firstAwkward) {
    const nth = Math.floor(place / awkwardEvery);
    const title = awkwardTitles[nth % awkwardTitles.length] ?? "";
    return { title, before: Math.floor(nth / awkwardTitles.length) };
  }
  const range = ranges[place % ranges.length] ?? "";
  const material = materials[place % materials.length] ?? "";
  const title = `${range} ${material} ${things[place % things.length] ?? ""}`;
  return { title, before: Math.floor(place / allTitles) };
}

/** Lower-case letters and digits with dashes between them; accents are removed, other scripts stay. */
function handleOf(title: string): string {
  return title
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
