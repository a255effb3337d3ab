// A worker of vitest that is killed where a test file does not come to its end: vitest itself cannot end an endless loop.
import { ForksPoolWorker, type PoolOptions, type WorkerRequest } from "vitest/node";

export class PatientWorker extends ForksPoolWorker {
  override readonly name = "patient";
  readonly #milliseconds: number;
  readonly #onGivenUp: (id: string) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions, milliseconds: number, onGivenUp: (id: string) => void) {
    super(options);
    this.#milliseconds = milliseconds;
    this.#onGivenUp = onGivenUp;
  }

  override async start(): Promise<void> {
    await super.start();
    this.on("exit", () => clearTimeout(this.#timer));
  }

  override send(message: WorkerRequest): void {
    if (message.type === "run") {
      const ids = message.context.files.map(({ filepath }) => filepath);
      this.#timer = setTimeout(() => {
        for (const id of ids) this.#onGivenUp(id);
        void this.stop();
      }, this.#milliseconds);
    }
    super.send(message);
  }

  override deserialize(message: unknown): unknown {
    if (isFinished(message)) clearTimeout(this.#timer);
    return super.deserialize(message);
  }
}

const isFinished = (message: unknown): boolean =>
  typeof message === "object" &&
  message !== null &&
  "type" in message &&
  message.type === "testfileFinished";
