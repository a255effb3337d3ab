import { defineConfig } from "vitest/config";

const project = (name: string, include: string) => ({
  test: { name, include: [include], globalSetup: ["test/build.ts"], testTimeout: 30_000 },
});

export default defineConfig({
  test: {
    projects: [project("main", "test/*.test.ts"), project("package", "test/package/*.test.ts")],
  },
});
