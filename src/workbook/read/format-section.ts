// One section of a number format while it is read: the texts before and behind its places for digits.

const comparisons: Readonly<Record<string, (number: number, bound: number) => boolean>> = {
  "<": (number, bound) => number < bound,
  "<=": (number, bound) => number <= bound,
  ">": (number, bound) => number > bound,
  ">=": (number, bound) => number >= bound,
  "=": (number, bound) => number === bound,
  "<>": (number, bound) => number !== bound,
};

/** A condition, as in `[>=1000]`. */
const condition = /^\[(<=|>=|<>|<|>|=) ?(-?\d{1,20}(?:\.\d{1,20})?)\]$/;
/** A mark that a format has as a text between groups of digits. */
const groupMark = /^[.,'’]$/;
const lastGroup = /^[0#?]{3}(?:[.,@]|$)/;

export class FormatSection {
  condition: ((number: number) => boolean) | undefined;
  #before = "";
  #text = "";
  #hasPlaces = false;
  #hasPoint = false;
  #isForTexts = false;
  /** The places since the last mark between groups. */
  #group: string | undefined;
  #isUnclear = false;

  addText(text: string): void {
    this.#text += text;
  }

  addPlaces(places: string): void {
    // After decimals there is no fraction such as ?/100.
    if (places.startsWith("/") && (!this.#hasPlaces || this.#hasPoint)) {
      this.addText(places);
      return;
    }
    const text = this.#text.trim();
    if (!this.#hasPlaces) this.#before = this.#text;
    else if (groupMark.test(text)) this.#group = "";
    else if (text !== "") this.#isUnclear = true;
    this.#text = "";
    this.#hasPlaces = true;
    this.#hasPoint ||= places.includes(".");
    this.#isForTexts ||= places.includes("@");
    if (this.#group !== undefined) this.#group += places;
  }

  addCondition(bracket: string): void {
    const [, sign = "", bound] = condition.exec(bracket) ?? [];
    const holds = comparisons[sign];
    if (holds !== undefined) this.condition = (number) => holds(number, Number(bound));
  }

  get hasPlaces(): boolean {
    return this.#hasPlaces;
  }

  /** True for the section that cells with a text have. */
  get isForTexts(): boolean {
    return this.#isForTexts;
  }

  get before(): string {
    return this.#before;
  }

  get behind(): string {
    return this.#text;
  }

  /** True if a text stands among the digits, other than a mark of thousands. */
  get isUnclear(): boolean {
    return this.#isUnclear || (this.#group !== undefined && !lastGroup.test(this.#group));
  }

  set isUnclear(is: boolean) {
    this.#isUnclear = is;
  }
}
