import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive: deflated, or stored as it is. */
export interface ZippedFile {
  readonly name: string;
  readonly text: string;
  readonly isStored?: boolean;
  /** What the directory says of it instead of the truth. */
  readonly claimed?: { readonly size?: number; readonly checksum?: number; readonly method?: number };
}

/** A zip archive as writers of streams make it: sizes and checksum stand behind each file and in the directory. */
export function zipOf(...files: readonly ZippedFile[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { name, text, isStored = false, claimed = {} } = file;
    const content = Buffer.from(text);
    const data = isStored ? content : deflateRawSync(content);
    const { size = content.length, checksum = crc32(content), method = isStored ? 0 : 8 } = claimed;
    const label = Buffer.from(name);
    const sizes = numbers([checksum, 4], [data.length, 4], [size, 4]);
    const local = numbers([0x04034b50, 4], [20, 2], [8, 2], [method, 2], [0, 16], [label.length, 2], [0, 2]);
    const body = Buffer.concat([local, label, data, numbers([0x08074b50, 4]), sizes]);
    bodies.push(body);
    const head = numbers([0x02014b50, 4], [20, 2], [20, 2], [8, 2], [method, 2], [0, 4]);
    const tail = numbers([label.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(Buffer.concat([head, sizes, tail, label]));
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const counts = numbers(
    [0, 4],
    [files.length, 2],
    [files.length, 2],
    [listed.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...bodies, listed, numbers([0x06054b50, 4]), counts]);
}

function numbers(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  const parts = fields.map(([value, bytes]) => {
    const part = Buffer.alloc(bytes);
    part.writeUIntLE(value, 0, Math.min(bytes, 6));
    return part;
  });
  return Buffer.concat(parts);
}
