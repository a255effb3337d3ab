// The shops of a group wait for each other before the first change: all are planned, and then one question is asked.

export interface Asked {
  readonly shop: string;
  /** Rows to change. */
  readonly changes: number;
}

export class Assembly {
  readonly #shops: readonly string[];
  readonly #working: Set<string>;
  readonly #waiting = new Map<
    string,
    { changes: number; answer: (yes: boolean | Promise<boolean>) => void }
  >();
  readonly #ask: (asked: readonly Asked[]) => Promise<boolean>;
  readonly #signal: AbortSignal;

  /** `ask` is called once, when every shop waits or has come to its end. */
  constructor(
    shops: readonly string[],
    ask: (asked: readonly Asked[]) => Promise<boolean>,
    signal: AbortSignal,
  ) {
    this.#shops = shops;
    this.#working = new Set(shops);
    this.#ask = ask;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#answerAll(false), { once: true });
  }

  /** The answer for all shops; no when the signal aborts. */
  consent(shop: string, changes: number): Promise<boolean> {
    return new Promise((answer) => {
      this.#waiting.set(shop, { changes, answer });
      this.#working.delete(shop);
      this.#askIfComplete();
    });
  }

  /** The shop has come to its end, and does not wait. */
  ended(shop: string): void {
    this.#working.delete(shop);
    this.#askIfComplete();
  }

  #askIfComplete(): void {
    if (this.#signal.aborted) this.#answerAll(false);
    if (this.#working.size > 0 || this.#waiting.size === 0) return;
    const asked = [...this.#waiting].map(([shop, { changes }]) => ({ shop, changes }));
    const place = ({ shop }: Asked): number => this.#shops.indexOf(shop);
    const answer = this.#ask(asked.toSorted((a, b) => place(a) - place(b)));
    this.#answerAll(answer);
  }

  #answerAll(yes: boolean | Promise<boolean>): void {
    for (const { answer } of this.#waiting.values()) answer(yes);
    this.#waiting.clear();
  }
}
