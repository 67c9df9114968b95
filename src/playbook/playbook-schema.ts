import * as z from "zod/mini";
import { noted } from "../source/schema-notes.ts";

/** Keys that begin with `x-` belong to others: the reader leaves them out before it looks. */
const EXTENSIONS = { patternProperties: { "^x-": {} } };

const name = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      "a name of lower-case letters, digits and dashes between them, at most 63",
    ),
  );

const text = z.string().check(z.regex(/\S/, "a text that is not blank"));

const path = wholeNumber(4, "a path from 0 to 4");

/** The characters that hide what a command does: NUL, and those that turn the direction of writing. */
export const HIDING_CHARACTERS = /[\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const commands = z
  .array(noted(text, { not: { pattern: HIDING_CHARACTERS.source.replace("\\0", "\\u0000") } }))
  .check(z.minLength(1));

const variant = noted(
  z.strictObject({
    commands: noted(commands, {
      description:
        "Run one after the other, each in a bash of its own: `cd` and variables end with their command.",
    }),
    expected_output: z.exactOptional(
      noted(z.string(), {
        description: "Literal text that the output of all commands together must contain.",
      }),
    ),
    expected_exit_code: z.exactOptional(
      noted(wholeNumber(255, "an exit code from 0 to 255"), {
        description: "Exit code of the last command; those before it must end with 0.",
        default: 0,
      }),
    ),
    validates: noted(text, { description: "The claim that this variant proves." }),
    timeout: z.exactOptional(
      noted(z.string().check(z.regex(/^[0-9]+(ms|s|m|h)$/, "a duration such as 500ms, 30s, 5m or 1h")), {
        description: "Limit of each command, at most 168h.",
        default: "120s",
        examples: ["30s", "5m"],
      }),
    ),
    teardown: z.exactOptional(
      noted(commands, {
        description: "Run when the playbook ends, whatever happened, each for at most 60 s.",
      }),
    ),
  }),
  { description: "How the step is done on this path.", ...EXTENSIONS },
);

const VARIANT_KEYS = ["path_0", "path_1", "path_2", "path_3", "path_4"] as const;

const variants = noted(
  z
    .strictObject({
      path_0: z.exactOptional(noted(variant, { description: "Static: no cluster." })),
      path_1: z.exactOptional(noted(variant, { description: "A kind cluster." })),
      path_2: z.exactOptional(noted(variant, { description: "A minikube cluster." })),
      path_3: z.exactOptional(noted(variant, { description: "A cloud cluster, by kubeconfig." })),
      path_4: z.exactOptional(noted(variant, { description: "A hosted dev environment." })),
    })
    .check(
      z.refine((value) => VARIANT_KEYS.some((key) => value[key] !== undefined), {
        error: "at least one of path_0 to path_4",
        abort: false,
      }),
    ),
  {
    description: "The ways to do the step, one a path.",
    anyOf: VARIANT_KEYS.map((key) => ({ required: [key] })),
    ...EXTENSIONS,
  },
);

const step = noted(
  z.strictObject({
    name: noted(name, { description: "Unique in the playbook." }),
    description: noted(text, { description: "What the step does." }),
    variants,
  }),
  { description: "One thing to prove.", ...EXTENSIONS },
);

const tool = noted(
  z.strictObject({
    name: noted(
      z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/, "the name of a program, without its folder")),
      { description: "A program that must be on PATH." },
    ),
    required_for_paths: noted(z.array(path).check(z.minLength(1)), {
      description: "The paths that need it.",
      uniqueItems: true,
    }),
  }),
  EXTENSIONS,
);

const file = noted(
  z.strictObject({
    path: noted(
      z
        .string()
        .check(
          z.regex(
            /^(?!\/)(?!.*(^|[/\\])\.\.([/\\]|$)).+$/,
            "a path inside the working directory, without a leading slash or parent directories",
          ),
        ),
      { description: "A file that must be there, relative to the working directory." },
    ),
    description: z.exactOptional(noted(text, { description: "What it is." })),
  }),
  EXTENSIONS,
);

const input = noted(
  z.strictObject({
    name: noted(
      z
        .string()
        .check(
          z.regex(
            /^[a-z][a-z0-9_]{0,40}$/,
            "a name of lower-case letters, digits and underscores that begins with a letter, at most 41",
          ),
        ),
      { description: "Commands see `image_tag` as the variable INPUT_IMAGE_TAG." },
    ),
    description: z.exactOptional(noted(text, { description: "What it is for." })),
    default: z.exactOptional(noted(z.string(), { description: "The value where none is given." })),
    required: z.exactOptional(
      noted(z.boolean(), { description: "Whether a run without it ends before it begins.", default: false }),
    ),
    pattern: z.exactOptional(
      noted(z.string(), { description: "A regular expression (RE2) that must match the whole value." }),
    ),
  }),
  EXTENSIONS,
);

/** The document as it is written, keys with `x-` left out. What a schema cannot say is in `rules.ts`. */
export const playbookSchema = noted(
  z.strictObject({
    playbook: noted(
      z.strictObject({
        name: noted(name, { description: "The playbook's name in commands and reports." }),
        description: noted(text, { description: "What it proves." }),
        recommended_path: noted(path, {
          description:
            "The level that gives the best result: 0 static, 1 kind, 2 minikube, 3 cloud, 4 hosted.",
        }),
        minimum_path: noted(path, { description: "The lowest level that is of any use." }),
        prerequisites: z.exactOptional(
          noted(
            z.strictObject({
              tools: z.exactOptional(noted(z.array(tool), { description: "Programs; their names differ." })),
              files: z.exactOptional(noted(z.array(file), { description: "Files." })),
            }),
            { description: "What must be there before anything runs.", ...EXTENSIONS },
          ),
        ),
        inputs: z.exactOptional(
          noted(z.array(input), { description: "Values that whoever runs the playbook may give." }),
        ),
        steps: noted(z.array(step).check(z.minLength(1)), { description: "Done in this order." }),
      }),
      { description: "A validation playbook.", ...EXTENSIONS },
    ),
  }),
  { description: "A validation playbook: how to prove a change at up to five levels.", ...EXTENSIONS },
);

/** What a valid document holds. */
export type PlaybookDocument = z.infer<typeof playbookSchema>;

function wholeNumber(maximum: number, expected: string) {
  return z.int(expected).check(z.minimum(0, expected), z.maximum(maximum, expected));
}
