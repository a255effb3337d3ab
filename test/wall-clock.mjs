// Loaded before the command: some time after the process began, the clock on the wall is set, by WALL_STEP milliseconds.
const wall = Date.now;
const { WALL_STEP = "0", WALL_AFTER = "1000" } = process.env;
setTimeout(() => (Date.now = () => wall() + Number(WALL_STEP)), Number(WALL_AFTER)).unref();
