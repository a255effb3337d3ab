// The same cases on every run, so that what fails can be repeated; PROPERTY_SEED=N tries others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });
