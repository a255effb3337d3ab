// Reads the texts that cells of a workbook share.
import { formatCount } from "../../words.ts";
import type { Archive } from "./archive.ts";
import { longestText } from "./bounds.ts";
import { fromEscapes } from "../cell-xml.ts";
import { Unreadable } from "../unreadable.ts";
import { parseXml, type XmlHandler } from "./xml.ts";

/** Characters of all texts, which are in memory together; each text counts for some more. */
const most = 300_000_000;
const each = 8;

class Strings implements XmlHandler {
  readonly all: string[] = [];
  size = 0;
  #text = "";
  #piece = "";
  #inside = false;
  #spoken = false;

  readonly open = (name: string): void => {
    if (name === "si") this.#text = "";
    else if (name === "rPh") this.#spoken = true;
    else if (name === "t") [this.#inside, this.#piece] = [!this.#spoken, ""];
  };

  readonly text = (text: string): void => {
    if (this.#inside) this.#piece += text;
  };

  readonly close = (name: string): void => {
    if (name === "t" && this.#inside) {
      this.#text += fromEscapes(this.#piece);
      if (this.#text.length > longestText) {
        throw new Unreadable(`one of its texts has over ${formatCount(longestText)} characters`);
      }
      this.#inside = false;
    } else if (name === "rPh") this.#spoken = false;
    else if (name === "si") {
      this.all.push(this.#text);
      this.size += this.#text.length + each;
    }
  };
}

/** All texts in order, because cells refer to their numbers; phonetic texts are left out. */
export async function readStrings(archive: Archive, part: string): Promise<readonly string[]> {
  const strings = new Strings();
  for await (const _ of parseXml(archive.read(part), part, strings)) {
    if (strings.size > most) {
      throw new Unreadable(`its texts have over ${most} characters; split it into smaller ones`);
    }
  }
  return strings.all;
}
