// Makes the vectors beside this file with other people's implementations. For maintainers only:
// the tests read the frozen files and need neither Node nor these packages.
//
//   npm install age-encryption@0.3.1 cctv-age@0.2.0   (in an empty folder, with this file copied in)
//   node make_vectors.mjs <vectors folder>
//
// - age_stock.json     files sealed by the age-encryption library to an X-Wing recipient
// - age_cctv.json      the C2SP community vectors (0BSD OR CC0-1.0 OR Unlicense) that apply here:
//                      our recipient type, and everything about headers and payloads
// - cosignature.json   a checkpoint cosigned with @noble/curves and @noble/post-quantum, put
//                      together here from the text of C2SP tlog-cosignature alone

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import * as age from "age-encryption";
import * as cctv from "cctv-age";
import { ed25519 } from "@noble/curves/ed25519.js";
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";

const folder = process.argv[2];
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const write = (name, value) =>
  writeFileSync(`${folder}/${name}`, JSON.stringify(value, null, 1) + "\n");

const identity = await age.generateHybridIdentity();
const recipient = await age.identityToRecipient(identity);
const files = [];
for (const size of [0, 5, 65541]) {
  const sealer = new age.Encrypter();
  sealer.addRecipient(recipient);
  const content = Uint8Array.from({ length: size }, (_, i) => i % 251);
  files.push({ size, file: base64(await sealer.encrypt(content)) });
}
write("age_stock.json", { identity, recipient, files });

const applies = /^(hybrid|hmac|header|stanza|stream|version|empty)/;
const chosen = Object.entries(cctv.default ?? cctv).filter(([name]) => applies.test(name));
write("age_cctv.json", Object.fromEntries(chosen.map(([name, raw]) => [name, base64(raw)])));

const name = "witness.example/w1";
const origin = "log.example/behind-the-sofa";
const seconds = 1679315147;
const seed = new Uint8Array(32).fill(7);
const edPublic = ed25519.getPublicKey(seed);
const { secretKey, publicKey: mlPublic } = ml_dsa44.keygen(seed);
const root = createHash("sha256").update("any root").digest();
const text = `${origin}\n20852163\n${base64(root)}\n`;
const u64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };
const short = (s) => Buffer.concat([Buffer.from([s.length]), Buffer.from(s)]);
const keyId = (kind, key) =>
  createHash("sha256").update(`${name}\n`).update(Buffer.from([kind])).update(key).digest()
    .subarray(0, 4);
const line = (id, signature) =>
  `\u2014 ${name} ${base64(Buffer.concat([id, u64(seconds), signature]))}\n`;
const timed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
const head = Buffer.concat([
  Buffer.from("subtree/v1\n\0"), short(name), u64(seconds), short(origin), u64(0), u64(20852163),
  root,
]);
write("cosignature.json", {
  name, origin, seconds, size: 20852163, seed: Buffer.from(seed).toString("hex"),
  root: root.toString("hex"),
  ed25519: Buffer.from(edPublic).toString("hex"), mldsa44: Buffer.from(mlPublic).toString("hex"),
  note: text + "\n" + line(keyId(4, edPublic), ed25519.sign(timed, seed)) +
    line(keyId(6, mlPublic), ml_dsa44.sign(head, secretKey)),
});
