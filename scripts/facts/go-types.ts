import { type GoModule, goFiles } from "./go-module.ts";

/** A Go package within a module. */
export interface GoPackage {
  readonly module: GoModule;
  readonly folder: string;
}

/** Finds the package of an import path; undefined where its types are not to be followed. */
export type PackageFinder = (importPath: string, from: GoPackage) => GoPackage | undefined;

interface Field {
  /** Empty where the members of the type stand beside it (`json:",inline"`). */
  readonly name: string;
  readonly type: string;
}

/** A declared type: the fields of a struct, or the expression that it is another name of. */
type Declaration = readonly Field[] | string;

interface PackageTypes {
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Import paths by the names that files give them. */
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * The paths of every JSON field of a struct and of what it is made of, `profiles[].plugins.score`; `[]` stands
 * for the items of a list, `*` for the values of a map. Embedded types that are not followed add nothing.
 */
export function jsonPaths(root: GoPackage, type: string, find: PackageFinder): readonly string[] {
  return [...new Set(pathsBelow(type, root, { find, prefix: "", inside: [] }))].toSorted();
}

interface Way {
  readonly find: PackageFinder;
  readonly prefix: string;
  /** Types that this one is within; one that contains itself ends there. */
  readonly inside: readonly string[];
}

function pathsBelow(expression: string, at: GoPackage, way: Way): readonly string[] {
  if (expression.startsWith("*")) return pathsBelow(expression.slice(1), at, way);
  const [, key = "", rest = ""] = /^(\[\]|map\[[\w.]+\])(.+)$/.exec(expression) ?? [];
  if (rest !== "") {
    if (rest === "byte") return [];
    const prefix = key === "[]" ? `${way.prefix}[]` : `${way.prefix}.*`;
    return [prefix, ...pathsBelow(rest, at, { ...way, prefix })];
  }
  const [, alias, name = ""] = /^(?:(\w+)\.)?(\w+)$/.exec(expression) ?? [];
  const types = typesOf(at);
  const home = alias === undefined ? at : way.find(types.imports.get(alias) ?? alias, at);
  const identity = `${home?.folder} ${name}`;
  if (home === undefined || way.inside.includes(identity)) return [];
  const declaration = typesOf(home).declarations.get(name);
  const within = { ...way, inside: [...way.inside, identity] };
  if (typeof declaration === "string") return pathsBelow(declaration, home, within);
  return (declaration ?? []).flatMap((field) => {
    if (field.name === "") return pathsBelow(field.type, home, within);
    const prefix = way.prefix === "" ? field.name : `${way.prefix}.${field.name}`;
    return [prefix, ...pathsBelow(field.type, home, { ...within, prefix })];
  });
}

const READ = new Map<string, PackageTypes>();

function typesOf({ module, folder }: GoPackage): PackageTypes {
  const key = `${module.directory}/${folder}`;
  const known = READ.get(key);
  if (known !== undefined) return known;
  const texts = goFiles(module, folder);
  const types = {
    declarations: new Map(texts.flatMap(declarationsIn)),
    imports: new Map(texts.flatMap(importsIn)),
  };
  READ.set(key, types);
  return types;
}

function importsIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/^\t(?:(\w+) )?"([\w./-]+)"$/gm)].map(
    ([, alias, path = ""]) => [alias ?? path.slice(path.lastIndexOf("/") + 1), path] as const,
  );
}

function declarationsIn(text: string): readonly (readonly [string, Declaration])[] {
  const structs = [...text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = "", body = ""]) => [name, fieldsIn(body)] as const,
  );
  const others = [...text.matchAll(/^type (\w+) (?:= )?([\w.*[\]]+)$/gm)].map(
    ([, name = "", type = ""]) => [name, type] as const,
  );
  return [...structs, ...others];
}

/** A field without a JSON name is embedded, as is one whose tag says `inline`; `json:"-"` is none. */
function fieldsIn(body: string): readonly Field[] {
  const lines = body.matchAll(/^\t(?:\w+\s+)?([\w.*[\]]+)[ \t]*`[^`]*json:"([\w-]*)(?:,[^"]*)?"[^`]*`/gm);
  return [...lines].flatMap(([, type = "", name = ""]) => (name === "-" ? [] : [{ name, type }]));
}
