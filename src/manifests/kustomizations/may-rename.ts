/** A strategic merge that takes an object away, or puts another in its place. */
const DIRECTIVE = /\$patch\b/;
/** The path of a JSON patch to what names an API: of the object, or of one that it refers to. */
const PATH = /\/(?:apiVersion|kind)\b/;
/** Where a JSON patch writes a value. */
const VALUE = /\bvalue["']?[ \t]*:/;
/** The field of a replacement or variable: `fieldPath: apiVersion`, or an item of `fieldPaths`. */
const FIELD =
  /(?:\bfieldPaths?["']?[ \t]*:[ \t]*\[?|^[ \t]*-)[ \t]*["']?(?:[^\s"']*\.)?(?:apiVersion|kind)["']?[ \t]*\]?[ \t]*$/m;

/**
 * Whether patches of this text (a kustomization or a patch file) may change which APIs objects name, or which
 * objects there are. A patch's own `apiVersion` and `kind` only say what it changes. Says yes where it is not certain.
 */
export function mayRename(text: string): boolean {
  return DIRECTIVE.test(text) || PATH.test(text) || FIELD.test(text) || mayWriteApi(text);
}

/** Whether some value that is written names an API. */
function mayWriteApi(text: string): boolean {
  const value = text.search(VALUE);
  return value !== -1 && text.includes("apiVersion", value);
}
