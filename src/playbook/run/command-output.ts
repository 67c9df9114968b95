import { type Excerpt, excerpt, MOST_EXCERPT_BYTES } from "../output/excerpt.ts";
import { plainText } from "../output/plain-text.ts";
import type { Artifact, ArtifactSink } from "./ports.ts";

/** What one command wrote: an excerpt of it here, and the whole as an artifact where the excerpt is not whole. */
export class CommandOutput {
  private readonly excerpt: Excerpt = excerpt();
  private readonly spool: Spool;
  private readonly plain;

  /** @param onText is given every piece of plain text; `name` is the artifact's */
  constructor(name: string, artifacts: ArtifactSink, onText: (piece: string) => void) {
    this.spool = new Spool(name, artifacts);
    this.plain = plainText((piece) => {
      onText(piece);
      this.excerpt.write(piece);
      this.spool.write(piece);
    });
  }

  write(bytes: Uint8Array): void {
    this.plain.write(bytes);
  }

  end(): CommandRecord {
    this.plain.end();
    return { excerpt: this.excerpt.text(), ...this.spool.end() };
  }
}

export interface CommandRecord {
  readonly excerpt: string;
  /** Path of the whole output. */
  readonly artifact?: string;
  /** Why it could not be kept whole. */
  readonly warning?: string;
}

/** Keeps what an excerpt has room for, and begins an artifact when more comes: most commands never need one. */
class Spool {
  private readonly name: string;
  private readonly artifacts: ArtifactSink;
  private kept: string[] = [];
  private bytes = 0;
  private artifact: Artifact | undefined;

  constructor(name: string, artifacts: ArtifactSink) {
    this.name = name;
    this.artifacts = artifacts;
  }

  write(piece: string): void {
    const isOpen = this.bytes > MOST_EXCERPT_BYTES;
    this.bytes += Buffer.byteLength(piece);
    if (isOpen) {
      this.artifact?.write(piece);
      return;
    }
    this.kept.push(piece);
    if (this.bytes <= MOST_EXCERPT_BYTES) return;
    this.artifact = this.artifacts.open(this.name);
    for (const early of this.kept) this.artifact?.write(early);
    this.kept = [];
  }

  end(): Omit<CommandRecord, "excerpt"> {
    const closed = this.artifact?.close();
    if (closed === undefined) return {};
    if ("path" in closed) return { artifact: closed.path };
    return { warning: `The whole output of ${this.name} was not kept: ${closed.reason}.` };
  }
}
