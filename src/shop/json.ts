// JSON.parse would round an id above 2^53 to other digits, so such integers become strings first.

// In JSON an unescaped quote followed by a colon ends a key: this cannot match inside a text.
const bigInteger = /(?<!\\)"\s*:\s*(-?\d{16,})(?=[\s,}\]])/g;

export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(bigInteger, '":"$1"'));
}
