// Reads XML as a stream with saxes: only well-formed XML without a document type, in limited memory.
import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { shortened } from "../../words.ts";
import { saveAgain, Unreadable } from "../unreadable.ts";

export interface XmlHandler {
  /** Names are without their prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Characters of a fault in the XML, which may contain a tag of megabytes. */
const longestShown = 100;
const deepest = 100;
/** Bytes of one text or tag. */
const longest = 4_000_000;

/** Calls the handler; yields after each chunk, so that the caller can pass on the results so far. */
export async function* parseXml(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const refuse = (what: string, cause?: unknown): never => {
    throw new Unreadable(
      `its part ${shortened(part, longestShown)} ${what}; ${saveAgain}`,
      undefined,
      cause,
    );
  };
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  let idle = 0;
  parser.on("opentag", ({ name, attributes }) => {
    idle = 0;
    depth += 1;
    if (depth > deepest) refuse(`has over ${deepest} elements one inside another`);
    handler.open(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    idle = 0;
    depth -= 1;
    handler.close?.(local(name));
  });
  const { text } = handler;
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  parser.on("doctype", () => refuse("declares a document type, as no spreadsheet program does"));
  parser.on("error", (error) =>
    refuse(`is not valid XML (${shortened(error.message, longestShown)})`, error),
  );
  let decoder: TextDecoder | undefined;
  const decode = (piece?: Buffer): string => {
    try {
      return decoder?.decode(piece, { stream: piece !== undefined }) ?? "";
    } catch (error) {
      return refuse("has bytes that are not text", error);
    }
  };
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    idle += piece.length;
    parser.write(decode(piece));
    if (idle > longest) refuse(`has a text or tag of over ${longest} characters`);
    yield;
  }
  parser.write(decode()).close();
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}

/** Reads a small part to its end. */
export async function readXml(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of parseXml(bytes, part, handler));
}
