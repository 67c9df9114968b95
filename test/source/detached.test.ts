import { expect, test } from "vitest";
import { detached } from "../../src/source/detached.ts";

test.each(["", "short", "a name that is longer than any shared part", "Größe mit Umlauten 🚀 und mehr"])(
  "%j stays the same text",
  (text) => {
    expect(detached(text)).toBe(text);
  },
);
