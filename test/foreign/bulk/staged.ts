// stagedUploadsCreate: where a file may be sent, and with which parameters. A client has to send all of them, so their
// order changes and one of them is in no manual.
import type { Resolve } from "../store.ts";
import { maxFileSize, type UploadHost } from "./hosts.ts";

type Input = {
  resource: string;
  filename: string;
  mimeType: string;
  httpMethod?: "POST" | "PUT";
  fileSize?: string | number | null;
};
const shopId = "690933842";

export function stagedUploads({ origin, targets }: UploadHost) {
  function target({ resource, filename, mimeType, httpMethod }: Input, at: number) {
    const key = `tmp/${shopId}/bulk/${crypto.randomUUID()}/${filename}`;
    const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
    const signature = crypto.randomUUID().replaceAll("-", "").repeat(8);
    const credential = `merchant@foreign.example/${day}/auto/storage/goog4_request`;
    if (resource !== "BULK_MUTATION_VARIABLES") {
      const message = `${filename}: (${mimeType}) is not a recognized format`;
      const error = { field: ["input", String(at), "mimeType"], message };
      return { shown: { url: null, resourceUrl: null, parameters: [] }, error };
    }
    if (httpMethod !== "POST") {
      const query = `X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=${day}T000000Z&X-Goog-Expires=604800&X-Goog-SignedHeaders=host&X-Goog-Signature=${signature}`;
      const url = `${origin}/${key.split("/").map(encodeURIComponent).join("/")}?${query}`;
      const parameters = [
        { name: "content_type", value: mimeType },
        { name: "acl", value: "private" },
      ];
      targets.set(key, { key, parameters });
      return { shown: { url, resourceUrl: url, parameters } };
    }
    const conditions = [
      ["content-length-range", 1, maxFileSize],
      ["eq", "$key", key],
    ];
    const expiration = new Date(Date.now() + 86_400_000).toISOString();
    const policy = Buffer.from(JSON.stringify({ conditions, expiration })).toString("base64");
    const named = {
      "x-goog-signature": signature,
      key,
      "x-foreign-lane": `${targets.size} of "7"`,
      acl: "private",
      "x-goog-algorithm": "GOOG4-RSA-SHA256",
      policy,
      success_action_status: "201",
      "x-goog-credential": credential,
      "Content-Type": mimeType,
      "x-goog-date": `${day}T000000Z`,
    };
    const listed = Object.entries(named).map(([name, value]) => ({ name, value }));
    const turn = targets.size % listed.length;
    const parameters = [...listed.slice(turn), ...listed.slice(0, turn)];
    targets.set(key, { key, parameters });
    return { shown: { url: `${origin}/`, resourceUrl: `${origin}/`, parameters } };
  }
  const stagedUploadsCreate: Resolve<{ input: Input[] }> = ({ input }) => {
    const made = input.map(target);
    return {
      userErrors: made.flatMap(({ error }) => error ?? []),
      stagedTargets: made.map(({ shown }) => shown),
    };
  };
  return stagedUploadsCreate;
}
