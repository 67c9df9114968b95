import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

/** An X.509 certificate with its key, as PEM. */
export interface Certificate {
  readonly pem: string;
  readonly keyPem: string;
  readonly name: string;
  readonly key: KeyObject;
}

export interface Wanted {
  readonly name: string;
  /** Without one it signs itself and is an authority. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  readonly dnsName?: string;
  /** `20260101000000Z`. */
  readonly from?: string;
  readonly until?: string;
}

/** Makes a certificate (RFC 5280, ECDSA P-256): a test needs expired ones, and keys have no place in a repository. */
export function certificate({
  name,
  issuer,
  isAuthority = issuer === undefined,
  ...wanted
}: Wanted): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { dnsName, from = "20260101000000Z", until = "20491231235959Z" } = wanted;
  const signed = sequence(
    tagged(0xa0, integer(2)),
    integer(1 + Math.floor(Math.random() * 0x7ffffff)),
    ECDSA_SHA256,
    named(issuer?.name ?? name),
    sequence(tagged(0x18, Buffer.from(from)), tagged(0x18, Buffer.from(until))),
    named(name),
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...extensions(isAuthority, dnsName))),
  );
  const signature = createSign("SHA256")
    .update(signed)
    .sign(issuer?.key ?? privateKey);
  const der = sequence(signed, ECDSA_SHA256, tagged(0x03, Buffer.from([0]), signature));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    keyPem: String(privateKey.export({ type: "sec1", format: "pem" })),
    name,
    key: privateKey,
  };
}

function extensions(isAuthority: boolean, dnsName: string | undefined): readonly Buffer[] {
  const constraints = sequence(
    objectId("551d13"),
    tagged(0x01, Buffer.from([0xff])),
    tagged(0x04, isAuthority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence()),
  );
  if (dnsName === undefined) return [constraints];
  const names = sequence(tagged(0x82, Buffer.from(dnsName)));
  return [constraints, sequence(objectId("551d11"), tagged(0x04, names))];
}

function named(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId("550403"), tagged(0x0c, Buffer.from(commonName)))));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  const start = bytes.findIndex((byte) => byte > 0);
  // A first bit that is set would make it negative.
  return tagged(0x02, bytes.subarray(bytes.readUInt8(start) > 0x7f ? start - 1 : start));
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

/** One element of DER: tag, length, content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const head = length < 128 ? [tag, length] : [tag, ...long];
  return Buffer.concat([Buffer.from(head), content]);
}

const ECDSA_SHA256 = sequence(objectId("2a8648ce3d040302"));
