import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Way } from "./api-versions.ts";
import { corpus } from "./corpus.ts";
import type { CorpusFile, Written } from "./corpus-file.ts";

/** A corpus on a disk that can be made longer; it ends with a whole project. */
export class CorpusOnDisk {
  readonly directory: string;
  readonly written: Written[] = [];
  readonly #projects;
  #documents = 0;
  #files = 0;
  #bytes = 0;

  constructor(directory: string, seed: number, way: Way) {
    this.directory = directory;
    this.#projects = corpus(seed, way);
  }

  get documents(): number {
    return this.#documents;
  }

  /** `10008 documents in 5012 files, 33.0 MB`. */
  get summary(): string {
    return `${this.#documents} documents in ${this.#files} files, ${(this.#bytes / 1e6).toFixed(1)} MB`;
  }

  /** Writes projects until there are at least so many documents. */
  growTo(documents: number): void {
    while (this.#documents < documents) {
      for (const file of this.#projects.next().value ?? []) this.#write(file);
    }
  }

  #write({ path, text, documents, written }: CorpusFile): void {
    const target = join(this.directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    this.written.push(...written);
    this.#documents += documents;
    this.#files += 1;
    this.#bytes += Buffer.byteLength(text);
  }
}
