// The release build in dist/, under a nested path and the production policy, in the Chromium that CHROMIUM names.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "results",
  reporter: "list",
  fullyParallel: true,
  forbidOnly: true,
  // Two browsers on two cores meet about one order of events in a thousand that nobody has seen before. What passes at its second try only is
  // named, counted beside the others, and fails the run when there is more of it than that (scripts/test.mjs).
  retries: 1,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    },
    locale: "en-GB",
    // What is kept for visits without a network would stand between a test and its server; offline.spec.js allows it.
    serviceWorkers: "block",
    timezoneId: "Europe/Oslo",
    viewport: { width: 1280, height: 800 },
  },
});
