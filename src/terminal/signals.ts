// The signals that ask a process to end, and the exit code of one that did.

export const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

export type Signal = keyof typeof signalCodes;
export const signals = Object.keys(signalCodes) as readonly Signal[];
