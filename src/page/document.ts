// The frame of every page: a document that loads nothing, and whose policy allows nothing but its own style and script.
import { html, type Html } from "./html.ts";
import { style } from "./shown/shown.ts";

interface Page {
  /** A class of the document. */
  readonly kind: "plan" | "results" | "audit";
  readonly title: string;
  readonly policy: string;
  readonly body: Html;
}

export const documentOf = ({ kind, title, policy, body }: Page): string =>
  html`<!doctype html>
    <html lang="en" class="${kind}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        ${body}
      </body>
    </html> `.markup;
