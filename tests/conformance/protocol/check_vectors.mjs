// Checks docs/protocol/vectors with other people's implementations. For maintainers only: it needs
// Node and two packages, and reads what is published and nothing else.
//
//   npm install age-encryption@0.3.1 @noble/curves @noble/post-quantum
//   node check_vectors.mjs <docs/protocol/vectors>
//
// - the parcel is opened by the age-encryption library, with the seed of keys.json as identity
// - both signatures of the head and of the receipt are checked by the noble libraries, over
//   messages put together here from the texts of C2SP signed-note, tlog-checkpoint and
//   tlog-cosignature
// - link number, link identifier, leaves, roots and proofs are computed here from RFC 9162 and from
//   docs/protocol/exchange.md alone
// - the parcels of the scenarios that a holder must take are verified and opened by the same
//   libraries, and the fork is proved

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import * as age from "age-encryption";
import { bech32 } from "@scure/base";
import { ed25519 } from "@noble/curves/ed25519.js";
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
const bytes = (text) => Buffer.from(text, "base64");
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const keys = read("keys");

// The link, from exchange.md §2 and §3.
const noteText = (note) => note.subarray(0, note.lastIndexOf("\n\n") + 1);
const descriptors = read("descriptors");
const digests = Object.values(descriptors).map((each) => sha256(noteText(bytes(each.note))))
  .sort(Buffer.compare);
const link = read("link");
assert.deepEqual(digests.map((each) => each.toString("hex")), link.digests);
const joined = Buffer.concat(digests);
const number = BigInt("0x" + createHash("sha512")
  .update(Buffer.concat([Buffer.from("comity link number v1\n"), joined])).digest("hex")) % 10n ** 60n;
assert.equal(number.toString().padStart(60, "0").match(/.{5}/g).join(" "), link.number);
assert.equal(
  sha256(Buffer.from("comity link v1\n"), joined).toString("hex").slice(0, 32), link.identifier);

// Notes: text, empty line, signature lines.
const taken = (raw) => {
  const text = noteText(raw);
  const lines = raw.subarray(text.length + 1).toString("utf8").trimEnd().split("\n");
  return { text, lines: lines.map((line) => {
    const [dash, name, encoded] = line.split(" ");
    assert.equal(dash, "\u2014");
    const value = bytes(encoded);
    return { name, id: value.subarray(0, 4), value: value.subarray(4) };
  }) };
};
const keyId = (name, kind, key) => sha256(Buffer.from(`${name}\n`), Buffer.from(kind), key).subarray(0, 4);
const lineOf = (note, signer, kind, key) => {
  const id = keyId(signer.name, kind, key);
  const found = note.lines.filter((line) => line.name === signer.name && line.id.equals(id));
  assert.equal(found.length, 1);
  return found[0].value;
};

// Descriptors: Ed25519 and our own type of ML-DSA-44, with its context.
for (const [code, told] of Object.entries(descriptors)) {
  const note = taken(bytes(told.note));
  const signer = keys[code].sender;
  const [ed, ml] = [bytes(signer.ed25519), bytes(signer.mldsa44)];
  assert(ed25519.verify(lineOf(note, signer, [1], ed), note.text, ed));
  const kind = [0xff, ...Buffer.from("comity/ml-dsa-44")];
  const context = { context: Buffer.from("comity note text v1") };
  assert(ml_dsa44.verify(lineOf(note, signer, kind, ml), note.text, ml, context));
}

// Head and receipt.
const u64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };
const short = (s) => Buffer.concat([Buffer.from([Buffer.byteLength(s)]), Buffer.from(s)]);
const cosigned = (name, seconds, origin, size, root) => Buffer.concat([
  Buffer.from("subtree/v1\n\0"), short(name), u64(seconds), short(origin), u64(0), u64(size), root]);
const checked = (raw, signer, { edKind, seconds, timed }) => {
  const note = taken(raw);
  const [ed, ml] = [bytes(signer.ed25519), bytes(signer.mldsa44)];
  const [origin, size, root] = note.text.toString().trimEnd().split("\n");
  const edValue = lineOf(note, signer, [edKind], ed);
  const signed = timed
    ? Buffer.concat([Buffer.from(`cosignature/v1\ntime ${seconds}\n`), note.text]) : note.text;
  if (timed) assert(edValue.subarray(0, 8).equals(u64(seconds)));
  assert(ed25519.verify(timed ? edValue.subarray(8) : edValue, signed, ed));
  const mlValue = lineOf(note, signer, [6], ml);
  assert(mlValue.subarray(0, 8).equals(u64(seconds)));
  const message = cosigned(signer.name, seconds, origin, size, bytes(root));
  assert(ml_dsa44.verify(mlValue.subarray(8), message, ml));
  return { origin, size: Number(size), root: bytes(root) };
};
const head = checked(bytes(read("head").note), keys.UA.sender, { edKind: 1, seconds: 0, timed: false });
const receipt = read("receipt");
const held = checked(bytes(receipt.note), keys.US.holder,
  { edKind: 4, seconds: receipt.time, timed: true });
assert.deepEqual(head, held);
assert.equal(head.origin, link.origin);

// Keys come from their seeds.
for (const node of Object.values(keys)) for (const signer of [node.sender, node.holder]) {
  const edSeed = Buffer.from(signer.ed25519_seed, "hex");
  assert(Buffer.from(ed25519.getPublicKey(edSeed)).equals(bytes(signer.ed25519)));
  const made = ml_dsa44.keygen(new Uint8Array(Buffer.from(signer.mldsa44_seed, "hex"))).publicKey;
  assert(Buffer.from(made).equals(bytes(signer.mldsa44)));
}

// The log: RFC 9162 §2.1.
const log = read("log");
const node = (left, right) => sha256(Buffer.from([1]), left, right);
const treeHash = (leaves) => {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
};
const path = (m, leaves) => {
  if (leaves.length <= 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m < k ? [...path(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
};
const subproof = (m, leaves, whole) => {
  if (m === leaves.length) return whole ? [] : [treeHash(leaves)];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m <= k ? [...subproof(m, leaves.slice(0, k), whole), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
};
const hex = (each) => each.toString("hex");
const leaves = log.messages.map((each) => sha256(Buffer.from([0]), bytes(each.envelope)));
assert.deepEqual(leaves.map(hex), log.messages.map((each) => each.leaf));
log.roots.forEach((root, size) => assert.equal(hex(treeHash(leaves.slice(0, size))), root));
for (const each of log.inclusion) assert.deepEqual(path(each.index, leaves).map(hex), each.path);
for (const each of log.consistency) {
  assert.deepEqual(subproof(each.old, leaves, true).map(hex), each.path);
}
assert.equal(hex(head.root), log.roots[head.size]);
for (const each of log.messages) {
  assert.equal(hex(sha256(Buffer.from(each.salt, "hex"), bytes(each.body))), each.body_digest);
  assert.equal(JSON.parse(bytes(each.envelope)).body.digest, each.body_digest);
}

// The parcel: an age file that a stock library opens.
const parcel = read("parcel");
const seed = Buffer.from(keys[parcel.sealing_key].sealing.seed, "hex");
const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase();
const opener = new age.Decrypter();
opener.addIdentity(identity);
const content = Buffer.from(await opener.decrypt(bytes(parcel.sealed)));
assert(content.equals(bytes(parcel.content)));
assert.equal(content.subarray(0, 16).toString(), "comity/parcel/1\n");
let at = 28;
for (const each of log.messages) {
  const [envelope, body] = [content.readUInt32BE(at), content.readUInt32BE(at + 4)];
  const begins = at + 24;
  assert.equal(hex(content.subarray(at + 8, begins)), each.salt);
  assert(content.subarray(begins, begins + envelope).equals(bytes(each.envelope)));
  assert(content.subarray(begins + envelope, begins + envelope + body).equals(bytes(each.body)));
  at = begins + envelope + body;
}
assert.equal(at, content.length);
// The scenarios: every parcel that must be taken is signed, opens, and leads to the root stated.
const told = read("scenarios");
const introduced = JSON.parse(bytes(told.messages.introduction.body));
const turned = bytes(introduced.public);
const senders = [keys.UA.sender, {
  name: introduced.name,
  ed25519: turned.subarray(0, 32).toString("base64"),
  mldsa44: turned.subarray(32).toString("base64"),
}];
const headOf = (raw) => raw.subarray(0, raw.indexOf("\n\n", raw.indexOf("\n\n") + 2) + 1);
const due = new Set(Object.values(told.holder).flat()
  .filter((step) => step.receipt).map((step) => step.take));
const stated = {};
for (const name of due) {
  const raw = bytes(told.parcels[name]);
  const note = headOf(raw);
  const signer = senders.find((each) => note.includes(`\u2014 ${each.name} `));
  stated[name] = checked(note, signer, { edKind: 1, seconds: 0, timed: false });
  const sealed = raw.subarray(note.length + 1);
  if (sealed.length === 0) continue;
  const inside = Buffer.from(await opener.decrypt(sealed));
  const [begins, count] = [Number(inside.readBigUInt64BE(16)), inside.readUInt32BE(24)];
  assert.equal(begins + count, stated[name].size);
}
for (const name of ["of 0", "of 1", "of 2", "of 3"]) {
  checked(bytes(told.receipts[name]), keys.US.holder,
    { edKind: 4, seconds: told.at, timed: true });
}

// The fork: RFC 9162 §2.1.4.2 leads from the root that was held to the larger head, not from the
// other root of that size.
const one = checked(headOf(bytes(told.parcels[told.fork.one])), keys.UA.sender,
  { edKind: 1, seconds: 0, timed: false });
const leads = (old, oldRoot, wholeSize, root, proof) => {
  const whole = (old & (old - 1)) === 0 ? [oldRoot, ...proof] : proof;
  let [first, last] = [old - 1, wholeSize - 1];
  while (first & 1) { first >>= 1; last >>= 1; }
  let [fromOld, fromNew] = [whole[0], whole[0]];
  for (const each of whole.slice(1)) {
    if (last === 0) return false;
    if ((first & 1) || first === last) {
      [fromOld, fromNew] = [node(each, fromOld), node(each, fromNew)];
      while (!(first & 1) && first) { first >>= 1; last >>= 1; }
    } else fromNew = node(fromNew, each);
    first >>= 1; last >>= 1;
  }
  return last === 0 && fromOld.equals(oldRoot) && fromNew.equals(root);
};
const proof = told.fork.path.map((each) => Buffer.from(each, "hex"));
const larger = stated[told.fork.other];
assert.equal(larger.origin, one.origin);
assert(leads(one.size, Buffer.from(told.fork.root, "hex"), larger.size, larger.root, proof));
assert(!leads(one.size, one.root, larger.size, larger.root, proof));
console.log(
  "vectors: descriptors, link, head, receipt, log, parcel, scenarios and fork agree");
