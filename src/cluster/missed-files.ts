import { textFlaw } from "../source/documents.ts";
import type { Unread } from "../source/finding.ts";
import { EXPECTED, type Expectation } from "./expected-files.ts";
import { hollowness } from "./hollow-documents.ts";
import type { RepositoryFile } from "./reader.ts";

/** What was found, and what had been expected. */
export interface Search {
  /** Paths that values were read from, or that are told about already. */
  readonly known: ReadonlySet<string>;
  readonly expected: (path: string) => Expectation;
  /** No cluster at all: then any broken manifest may be the reason. */
  readonly nothingFound: boolean;
}

/** Without any cluster, so many characters of manifests are parsed to find a reason; repositories may be large. */
const MOST_SEARCHED = 8 * 1024 * 1024;

/** So many empty files are told one by one; more of them are what some program writes. */
const MOST_EMPTY = 5;

/** Says of each file that gave less than its name, or whoever named it, promised what is wrong with it. */
export function missedFiles(files: readonly RepositoryFile[], search: Search): readonly Unread[] {
  const empty = files.filter(
    (file) => isEmpty(file) && !search.known.has(file.path) && search.expected(file.path) === EXPECTED.text,
  );
  const [first] = empty;
  if (first === undefined || empty.length <= MOST_EMPTY) return missedOf(files, search);
  const reason = `the file is empty, as are ${empty.length - 1} others`;
  return [
    { path: first.path, reason },
    ...missedOf(
      files.filter((file) => !empty.includes(file)),
      search,
    ),
  ];
}

function isEmpty({ text }: RepositoryFile): boolean {
  return text.trim() === "";
}

function missedOf(files: readonly RepositoryFile[], search: Search): readonly Unread[] {
  let searched = 0;
  return files.flatMap((file) => {
    if (search.known.has(file.path)) return [];
    const expected = search.expected(file.path);
    const reached = searched + file.text.length;
    const isSearched = search.nothingFound && expected === EXPECTED.text && reached <= MOST_SEARCHED;
    if (isSearched) searched = reached;
    const flaw = flawOf(file, isSearched ? EXPECTED.structure : expected);
    return flaw === undefined ? [] : [{ path: file.path, ...flaw }];
  });
}

type Flaw = Omit<Unread, "path">;

function flawOf(file: RepositoryFile, expected: Expectation): Flaw | undefined {
  if (expected === EXPECTED.nothing) return undefined;
  if (isEmpty(file)) return { reason: "the file is empty" };
  const reason = textFlaw(file.text);
  if (reason !== undefined) return { reason };
  const flaw = file.isManifest() ? documentsFlaw(file, expected) : undefined;
  return flaw ?? (expected === EXPECTED.cluster ? NO_CLUSTER : undefined);
}

const NO_CLUSTER: Flaw = { reason: "nothing in the file describes a cluster that Kubehop reads" };

function documentsFlaw(file: RepositoryFile, expected: Expectation): Flaw | undefined {
  if (expected < EXPECTED.structure) return undefined;
  const documents = file.documents();
  const [broken] = documents.unread;
  if (broken === undefined || documents.documents.length > 0) {
    return expected < EXPECTED.objects ? undefined : hollowness(documents);
  }
  if (expected < EXPECTED.input && isSomethingElse(file)) return undefined;
  const { reason, line } = broken;
  return line === undefined ? { reason } : { line, reason };
}

/** An object of its own kind is what it says, broken or not; what a template becomes nobody knows. */
const OWN_KIND = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(?!List\b|ENC\[)[A-Z]/m;
const TEMPLATE = /\{\{|\{%|<%/;

function isSomethingElse({ text }: RepositoryFile): boolean {
  return OWN_KIND.test(text) || TEMPLATE.test(text);
}
