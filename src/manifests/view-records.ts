import { detached } from "../source/detached.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import type { Manifest } from "./manifest.ts";
import { sampleFolder } from "./sample-folder.ts";
import type { FileView, ManifestView, View } from "./view.ts";

/** Shows files and manifests to the views that want them, and keeps what they make of them. */
export class ViewRecords {
  private readonly manifestViews: readonly ManifestView<unknown>[];
  private readonly fileViews: readonly FileView<unknown>[];
  private readonly records: ReadonlyMap<View, unknown[]>;
  private readonly takers = new Map<string, readonly ManifestView<unknown>[]>();
  /** The same by all words of a document, where they are few. */
  private readonly takersOfWords = new Map<string, readonly ManifestView<unknown>[]>();

  constructor(views: readonly View[]) {
    this.manifestViews = views.filter((view) => view.kind === "manifests");
    this.fileViews = views.filter((view) => view.kind === "files");
    this.records = new Map(views.map((view) => [view, []]));
  }

  /** The views that want a document which names these words; all where nobody can tell its words. */
  takersOf(words: Iterable<string> | undefined): readonly ManifestView<unknown>[] {
    if (words === undefined) return this.manifestViews;
    const all = [...words];
    return all.length > FEW_WORDS ? this.takersOfAll(all) : this.takersOfFew(all);
  }

  /** Most documents name no more than what many others name too. */
  private takersOfFew(words: readonly string[]): readonly ManifestView<unknown>[] {
    const key = words.join(" ");
    const known = this.takersOfWords.get(key);
    if (known !== undefined) return known;
    const takers = this.takersOfAll(words);
    this.takersOfWords.set(key, takers);
    return takers;
  }

  private takersOfAll(words: readonly string[]): readonly ManifestView<unknown>[] {
    let takers: readonly ManifestView<unknown>[] = [];
    for (const word of words) takers = united(takers, this.takersOfWord(word));
    return takers.filter(({ wantsWords }) => wantsWords?.(words) !== false);
  }

  /** The minors from which on these words tell the views nothing that take them; undefined where they always may. */
  settledIn(
    words: Iterable<string>,
    takers: readonly ManifestView<unknown>[],
  ): readonly string[] | undefined {
    const minors = [...words].flatMap((word) => {
      const taken = this.takersOfWord(word);
      return takers.filter((view) => taken.includes(view)).map((view) => view.settledIn?.(word));
    });
    return minors.every((minor) => minor !== undefined) ? minors : undefined;
  }

  /** Whether a view wants to be shown what this template says with blanks for its actions. */
  wantTemplateText(text: string): boolean {
    return this.manifestViews.some((view) => view.wantsTemplateText?.(text) === true);
  }

  show(manifest: Manifest, takers: readonly ManifestView<unknown>[]): void {
    const isSample = sampleFolder(manifest.path) !== undefined;
    for (const view of takers) {
      const isWanted =
        (manifest.part === undefined || view.wantsParts === true) &&
        (manifest.isConditional === undefined || view.wantsTemplateText !== undefined);
      if (isWanted && (view.inSamples || !isSample)) this.keep(view, view.read(manifest));
    }
  }

  /** Gives what the views of files could not read. */
  showFile(file: SourceFile): readonly Unread[] {
    return this.fileViews
      .filter((view) => view.wants(file))
      .flatMap((view) => {
        const { entries, unread = [] } = view.read(file);
        this.keep(view, entries);
        return unread;
      });
  }

  /** The map's keys and values go together: what a view read is what it gets back. */
  of<Entry>(view: View<Entry>): readonly Entry[];
  of(view: View): readonly unknown[] {
    return this.records.get(view) ?? [];
  }

  /** Most documents name what others named before. */
  private takersOfWord(word: string): readonly ManifestView<unknown>[] {
    const asked = this.takers.get(word);
    if (asked !== undefined) return asked;
    const words = [word, ...itemsKind(word)];
    const takers = this.manifestViews.filter((view) => words.some((one) => view.mentions(one)));
    this.takers.set(detached(word), takers);
    return takers;
  }

  private keep(view: View, entries: readonly unknown[]): void {
    this.records.get(view)?.push(...entries);
  }
}

const FEW_WORDS = 4;

function united<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  if (others.length === 0 || some === others) return some;
  return some.length === 0 ? others : [...new Set([...some, ...others])];
}

/** The kind of a typed list's items: `IngressList` holds `Ingress`. */
function itemsKind(word: string): readonly string[] {
  return word.endsWith("List") && word !== "List" ? [word.slice(0, -"List".length)] : [];
}
