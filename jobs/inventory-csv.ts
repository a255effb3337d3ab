#!/usr/bin/env node
// Runs the program as this process, or says that this node is too old. Before it knows, it loads nothing that an older
// node cannot read.
import { refuseOldNode } from "../src/host/node-version.ts";

if (!refuseOldNode()) void import("./start.ts");
