import { readDocuments } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { KubehopConfiguration } from "./configuration.ts";
import { configurationData } from "./configuration-data.ts";
import { type ConfigurationError, errorsOf } from "./configuration-error.ts";
import { configurationSchema } from "./configuration-schema.ts";
import { withoutFollowers } from "./misspelt-keys.ts";

/** Where the configuration lies; the first is the name that the documentation uses. */
export const CONFIGURATION_PATHS: readonly string[] = [".github/kubehop.yml", ".github/kubehop.yaml"];

/** What the configuration says. Without a file all members but `errors` are missing; with errors, `configuration` is. */
export interface ConfigurationReading {
  readonly configuration?: KubehopConfiguration;
  readonly path?: string;
  /** The document itself, for the places of its values; missing where the file holds only comments. */
  readonly root?: SourceValue;
  /** In the order of the file. */
  readonly errors: readonly ConfigurationError[];
}

/**
 * Finds and reads `.github/kubehop.yml` (or `.yaml`) among the files of a repository. Never throws on
 * content: everything that is wrong is in `errors`, and a configuration with errors is not used in part.
 */
export function readConfiguration(files: readonly SourceFile[]): ConfigurationReading {
  const found = files.filter(({ path }) => CONFIGURATION_PATHS.includes(path));
  const [file, second] = found;
  if (file === undefined) return { errors: [] };
  if (second !== undefined) return { path: file.path, errors: [two(file.path, second.path)] };
  return readFile(file);
}

function readFile(file: SourceFile): ConfigurationReading {
  const { path } = file;
  const { documents, unread } = readDocuments(file);
  const broken = unread.map(({ line, reason }) => fileError(path, line ?? 1, reason));
  if (broken.length > 0) return { path, errors: broken };
  const [document, extra] = documents;
  if (document === undefined) return { path, configuration: {}, errors: [] };
  if (extra !== undefined) return { path, errors: [secondDocument(extra.root)] };
  return { path, root: document.root, ...validated(document.root) };
}

function validated(root: SourceValue): Pick<ConfigurationReading, "configuration" | "errors"> {
  const data = configurationData(root);
  const result = configurationSchema.safeParse(data ?? {});
  if (result.success) return { configuration: result.data, errors: [] };
  const errors = withoutFollowers(result.error.issues).flatMap((issue) => errorsOf(issue, root));
  return { errors: errors.toSorted((left, right) => left.line - right.line || left.column - right.column) };
}

function fileError(path: string, line: number, reason: string): ConfigurationError {
  return {
    path,
    line,
    column: 1,
    field: "",
    message: `The configuration cannot be read: ${reason}.`,
    expected: "one YAML document",
    remedy: "Correct the YAML; an editor with the JSON Schema of schemas/kubehop.schema.json shows where.",
  };
}

function secondDocument(root: SourceValue): ConfigurationError {
  return {
    ...root.place(),
    field: "",
    message: "The configuration has a second YAML document, which would be ignored.",
    expected: "one YAML document",
    remedy: "Put everything into the first document, and several clusters into its list `clusters`.",
  };
}

function two(first: string, second: string): ConfigurationError {
  return {
    path: second,
    line: 1,
    column: 1,
    field: "",
    message: `There are two configurations, ${first} and ${second}.`,
    expected: "one configuration file",
    remedy: `Keep ${CONFIGURATION_PATHS[0]} and remove the other.`,
  };
}
