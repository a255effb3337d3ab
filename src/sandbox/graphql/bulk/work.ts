// The work of an operation, which is done in steps so that the store goes on answering.
import type { WireItem } from "../../store/wire-item.ts";
import type { OperationErrorCode, Progress } from "../../store/bulk-operation.ts";

/** What belongs together: it is kept as a whole or not at all. */
export interface StepPart {
  /** Whole lines of the result. */
  readonly text: string;
  /** The items that it changed. */
  readonly items: readonly WireItem[];
  /** The progress after it, but for the size of the result. */
  readonly progress: Progress;
}

export interface Step {
  readonly parts: readonly StepPart[];
  /** Nothing is left to do. */
  readonly isDone: boolean;
  /** Nothing more can be done. */
  readonly failure?: OperationErrorCode;
}

export interface Work {
  /** Does at most so many lines, or root objects. */
  step(limit: number, from: Progress): Step;
}
