// The signals that ask a command to end, and the exit code of one that did.

export const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

export type Signal = keyof typeof signalCodes;
export const signals = Object.keys(signalCodes) as readonly Signal[];

/** The signal that has aborted, where one has; an error may have done so too. */
export function signalIn({ aborted, reason }: AbortSignal): Signal | undefined {
  return aborted ? signals.find((signal) => signal === reason) : undefined;
}
