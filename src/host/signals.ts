// The signals that ask a command to end, and their exit codes.

export const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type Signal = keyof typeof signalCodes;
export const signals = Object.keys(signalCodes) as readonly Signal[];

/** The signal that aborted; undefined if none did, or an error. */
export function signalIn({ aborted, reason }: AbortSignal): Signal | undefined {
  return aborted ? signals.find((signal) => signal === reason) : undefined;
}
