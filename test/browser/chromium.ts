// Debian's Chromium, which opens pages from the disk and watches what they try to load.
import { pathToFileURL } from "node:url";
import { source as axe } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

let started: Promise<Browser> | undefined;

export const closeBrowser = async (): Promise<void> => (await started)?.close();

interface Look {
  readonly scripts?: boolean;
  readonly scheme?: "light" | "dark";
  readonly width?: number;
}

export interface Opened {
  readonly page: Page;
  /** Requests besides that of the page itself, messages of the console, dialogs: none in a page that is safe. */
  readonly noise: readonly string[];
}

export async function openPage(
  path: string,
  { scripts = true, scheme = "light", width = 1200 }: Look = {},
): Promise<Opened> {
  started ??= chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });
  const context = await (
    await started
  ).newContext({
    javaScriptEnabled: scripts,
    colorScheme: scheme,
    viewport: { width, height: 900 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const noise: string[] = [];
  context.on("request", (request) => {
    if (request.url() !== url) noise.push(`request of ${request.url()}`);
  });
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("dialog", async (dialog) => {
    noise.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on("page", (other) => noise.push(`window ${other.url()}`));
  await page.goto(url);
  return { page, noise };
}

/** What axe-core finds serious or critical, one line each. */
export async function flawsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)))`);
}
