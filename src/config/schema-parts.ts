import * as z from "zod/mini";
import { tryParseVersion } from "../kubernetes/version.ts";
import { noted } from "../source/schema-notes.ts";
import { parseVersionPath } from "./version-path.ts";
import { patternFlaw } from "./version-pattern.ts";

/** A name that can stand in a command (`cluster=prod-eu`) and in a file name. */
export const name = z
  .string()
  .check(
    z.regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,98}[A-Za-z0-9])?$/,
      "a name of letters, digits, dots, dashes, underscores and slashes, at most 100",
    ),
  );

/** A path or glob inside the repository. */
export const repositoryPath = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(
      /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\0]+$/,
      "a path inside the repository with forward slashes, without a leading slash or parent directories",
    ),
  );

const VERSION = "a Kubernetes version such as 1.34.6 or v1.34.6";

/** A version; an unquoted 1.30 arrives as the text it was written as. */
export const version = z.pipe(
  z.union([z.string(), z.number()], VERSION),
  z
    .pipe(
      z.transform((value: string | number) => String(value)),
      z.string(),
    )
    .check(z.refine((text) => tryParseVersion(text) !== undefined, VERSION)),
);

const versionPath = z.string().check(
  z.maxLength(500),
  z.refine(
    (text) => parseVersionPath(text) !== undefined,
    'a dotted path such as kubernetes.version or spec.versions[0]."node.version"',
  ),
);

const pattern = z.string().check(
  z.maxLength(500),
  z.check((context) => {
    const flaw = patternFlaw(context.value);
    if (flaw !== undefined) {
      context.issues.push({ code: "custom", input: context.value, message: flaw, continue: true });
    }
  }),
);

/** Where a version is kept that belongs to another tool. */
export const versionFrom = noted(
  z
    .strictObject({
      file: noted(repositoryPath, {
        description: "The file that holds the version.",
        examples: ["ansible/group_vars/all.yml"],
      }),
      path: z.exactOptional(
        noted(versionPath, {
          description:
            "For YAML and JSON: the dotted path to the value; list items by their number in brackets, names with dots in quotes.",
          examples: ["kubernetes.version", 'spec.versions[0]."node.version"'],
        }),
      ),
      pattern: z.exactOptional(
        noted(pattern, {
          description:
            "For any text (Terraform, Packer, shell): a regular expression in RE2 syntax whose one group is the version. `^` and `$` match at lines.",
          examples: ['kubernetes_version\\s*=\\s*"([^"]+)"'],
        }),
      ),
    })
    .check(
      z.refine(
        (place) => (place.path === undefined) !== (place.pattern === undefined),
        "exactly one of path (YAML, JSON) and pattern (any text)",
      ),
    ),
  {
    description: "The place in another file where the version is kept.",
    examples: [{ file: "terraform/variables.tf", pattern: 'kubernetes_version\\s*=\\s*"([^"]+)"' }],
    oneOf: [{ required: ["path"] }, { required: ["pattern"] }],
  },
);
