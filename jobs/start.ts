// Runs the program as this process.
import { runAsProcess } from "../src/host/process-host.ts";
import { main } from "./main.ts";

await runAsProcess(main);
