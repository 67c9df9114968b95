import type { Event } from "js-yaml";

/** Events of one parsed part of a text; `shift` is where the part begins in the text. */
export interface EventSegment {
  readonly events: readonly Event[];
  readonly shift: number;
}

/** One event at a time out of segments that are made only when the one before is used up. */
export class EventFeed {
  private readonly segments: Iterator<EventSegment>;
  private segment: EventSegment | undefined;
  private at = 0;

  constructor(segments: Iterable<EventSegment>) {
    this.segments = segments[Symbol.iterator]();
    this.settle();
  }

  get current(): Event | undefined {
    return this.segment?.events[this.at];
  }

  /** Where the part that the current event belongs to begins. */
  get shift(): number {
    return this.segment?.shift ?? 0;
  }

  advance(): void {
    this.at += 1;
    this.settle();
  }

  private settle(): void {
    while (this.segment === undefined || this.at >= this.segment.events.length) {
      const next = this.segments.next();
      if (next.done === true) {
        this.segment = { events: [], shift: this.shift };
        this.at = 0;
        return;
      }
      this.segment = next.value;
      this.at = 0;
    }
  }
}
