// Loaded before the command: the clock on the wall is set by WALL_STEP milliseconds, some time after the process began, or
// when there is a file WALL_FILE.
import { existsSync } from "node:fs";

const wall = Date.now;
const { WALL_STEP = "0", WALL_AFTER = "1000", WALL_FILE } = process.env;
const step = () => (Date.now = () => wall() + Number(WALL_STEP));
if (WALL_FILE === undefined) setTimeout(step, Number(WALL_AFTER)).unref();
else {
  const watch = setInterval(() => {
    if (!existsSync(WALL_FILE)) return;
    clearInterval(watch);
    step();
  }, 20).unref();
}
