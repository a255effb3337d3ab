// Texts that cost a regular expression the most: each part that may repeat is repeated, behind what has to come before
// it, and then comes a character that nothing matches, so that every other way to divide the text is tried.
import type { ParsedLiteral } from "scslre";

type Pattern = ParsedLiteral["pattern"];
type Element = Pattern["alternatives"][number]["elements"][number];

/** The beginning of a text, and what repeats after it. */
interface Repeated {
  readonly before: string;
  readonly part: string;
}

/** Fewer repeats cannot make a long text slow. */
const fewest = 8;
/** Characters of a class that are tried. */
const mostCharacters = 4;
const usual = Array.from(" \t\na1.,-\"'[(\u00a0é");
const nothing = "\u0000";

/** For a size, texts of so many characters. */
export function worstTexts({ pattern, flags }: ParsedLiteral): (size: number) => string[] {
  const repeated = repeatsIn(pattern, flags.raw);
  return (size) => [
    ...new Set(
      repeated.flatMap(({ before, part }) => {
        const long = part.repeat(Math.ceil(size / part.length));
        return [before + long + nothing, long + nothing];
      }),
    ),
  ];
}

function repeatsIn(pattern: Pattern, flags: string): Repeated[] {
  const found: Repeated[] = [];
  const characters = [...new Set([...Array.from(pattern.raw), ...usual])];
  const matching = (raw: string): string[] => {
    const expression = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ""));
    const some = characters.filter((character) => expression.test(character));
    return some.slice(0, mostCharacters);
  };
  const partsOf = (element: Element): string[] => {
    switch (element.type) {
      case "Character":
        return [String.fromCodePoint(element.value)];
      case "CharacterSet":
      case "CharacterClass":
        return matching(element.raw);
      case "Group":
      case "CapturingGroup":
        return element.alternatives.map(({ elements }) => elements.map(sample).join(""));
      case "Quantifier":
        return partsOf(element.element).map((part) => part.repeat(Math.max(element.min, 1)));
      default:
        return [];
    }
  };
  const sample = (element: Element): string =>
    element.type === "Quantifier" && element.min === 0 ? "" : (partsOf(element)[0] ?? "");
  const visit = (elements: readonly Element[], start: string): void => {
    let before = start;
    for (const element of elements) {
      const inner = element.type === "Quantifier" ? element.element : element;
      if (element.type === "Quantifier" && element.max - element.min >= fewest) {
        found.push(
          ...partsOf(inner)
            .filter((part) => part !== "")
            .map((part) => ({ before, part })),
        );
      }
      if ("alternatives" in inner) {
        for (const alternative of inner.alternatives) {
          if ("elements" in alternative) visit(alternative.elements, before);
        }
      }
      before += sample(element);
    }
  };
  for (const { elements } of pattern.alternatives) visit(elements, "");
  return found;
}
