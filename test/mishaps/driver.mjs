// Carries out one command of the built program after another, in one process with the device: for mishaps that a process
// survives.
import { answerOrders, runDriven } from "../support/driven-host.mjs";
import { arm } from "./device.mjs"; // before the program is loaded, which takes functions for reading as they are then

const { main } = await import("../../dist/jobs/main.js");

answerOrders(({ mishap, ...order }) => {
  arm(mishap);
  return runDriven(main, order, new AbortController().signal);
});
