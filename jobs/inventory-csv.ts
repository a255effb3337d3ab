#!/usr/bin/env node
// The command line: the program, run as this process.
import { runAsProcess } from "../src/host/process-host.ts";
import { main } from "./main.ts";

await runAsProcess(main);
