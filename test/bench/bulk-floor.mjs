// The least that an export by bulk can cost: download the result with undici and JSON.parse its lines. Nothing is
// checked, joined or written.
import { Agent, request } from "undici";

const { body } = await request(`${process.env["SHOPIFY_SHOP"]}/result`, {
  dispatcher: new Agent(),
});
let lines = 0;
let rest = "";
for await (const chunk of body.setEncoding("utf8")) {
  const parts = (rest + chunk).split("\n");
  rest = parts.pop();
  for (const part of parts) if (JSON.parse(part).id !== undefined) lines += 1;
}
process.stdout.write(`${lines}\n`);
