// A server that does nothing but sign: what Node's HTTP and crypto.subtle alone can do.
import { createServer } from "node:http";

const RS256 = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const { privateKey } = await crypto.subtle.generateKey(RS256, false, ["sign", "verify"]);
const part = (value) => Buffer.from(value).toString("base64url");
const unsigned = `${part('{"alg":"RS256","typ":"at+jwt"}')}.${part(`{"sub":"${"a".repeat(200)}"}`)}`;

const server = createServer((request, response) => {
  request.resume().once("end", async () => {
    const signature = await crypto.subtle.sign(RS256, privateKey, Buffer.from(unsigned));
    const body = `{"access_token":"${unsigned}.${part(signature)}","token_type":"Bearer"}`;
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  });
}).listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}/token`));
process.once("disconnect", () => process.exit());
