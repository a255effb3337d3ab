// Loaded before the command: a second after the process began, the clock on the wall is put back an hour.
const wall = Date.now;
setTimeout(() => (Date.now = () => wall() - 3_600_000), 1000).unref();
