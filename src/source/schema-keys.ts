import * as z from "zod/mini";

/** The keys that the schema knows for the mapping at `path`; empty where any key is fine. */
export function knownKeys(schema: z.core.$ZodType, path: readonly (string | number)[]): readonly string[] {
  let current: z.core.$ZodType | undefined = schema;
  for (const part of path) current = current === undefined ? undefined : inside(required(current), part);
  const at = current === undefined ? undefined : required(current);
  return at instanceof z.ZodMiniObject ? Object.keys(at.shape) : [];
}

/** Dotted paths of every key called `key`, so that a key in the wrong place can be sent to the right one. */
export function placesOf(key: string, schema: z.core.$ZodType, at = ""): readonly string[] {
  const type = required(schema);
  if (type instanceof z.ZodMiniArray) return placesOf(key, type.def.element, `${at}[]`);
  if (!(type instanceof z.ZodMiniObject)) return [];
  return Object.entries(type.shape).flatMap(([name, child]) => {
    const path = at === "" ? name : `${at}.${name}`;
    return [...(name === key ? [path] : []), ...placesOf(key, child, path)];
  });
}

function inside(type: z.core.$ZodType, part: string | number): z.core.$ZodType | undefined {
  if (type instanceof z.ZodMiniObject) return type.shape[part];
  if (type instanceof z.ZodMiniArray) return type.def.element;
  return type instanceof z.ZodMiniRecord ? type.def.valueType : undefined;
}

/** The schema behind `exactOptional`. */
function required(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodMiniExactOptional ? required(schema.def.innerType) : schema;
}
