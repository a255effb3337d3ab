// What a command has written so far, and a way to wait for more of it.

export class Transcript {
  stdout = "";
  stderr = "";
  readonly #listeners = new Set<() => void>();
  #ended = false;

  add(stream: "stdout" | "stderr", text: string): void {
    this[stream] += text;
    this.#notify();
  }

  /** Nothing more will be written. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** Resolves when what was written to the stream matches; rejects when the command has ended without. */
  heard(pattern: RegExp, stream: "stdout" | "stderr" = "stdout"): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const listen = (): void => {
        const found = pattern.exec(this[stream]);
        if (found !== null) resolve(found);
        else if (this.#ended) reject(new Error(`never heard ${pattern} in ${this[stream]}`));
        else return;
        this.#listeners.delete(listen);
      };
      this.#listeners.add(listen);
      listen();
    });
  }

  #notify(): void {
    for (const listen of this.#listeners) listen();
  }
}
