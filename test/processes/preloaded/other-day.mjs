// Loaded before the command: the process lives at the instant TODAY, and time goes on from there.
const Real = Date;
const ahead = Real.parse(process.env["TODAY"] ?? "") - Real.now();

globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + ahead] : given));
  }

  static now() {
    return Real.now() + ahead;
  }
};
