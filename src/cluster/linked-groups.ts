/** Things that belong together because somebody named them together, directly or through others: a disjoint-set forest. */
export class LinkedGroups<Thing> {
  private readonly parents = new Map<Thing, Thing>();

  /** Says that all of these belong together. */
  link(things: readonly Thing[]): void {
    const [first] = things;
    if (first === undefined) return;
    const group = this.groupOf(first);
    for (const thing of things) this.parents.set(this.groupOf(thing), group);
  }

  /** Whether anybody named it. */
  has(thing: Thing): boolean {
    return this.parents.has(thing);
  }

  /** The one that stands for all that belong together with `thing`. */
  groupOf(thing: Thing): Thing {
    let at = thing;
    for (let parent = this.parentOf(at); parent !== at; parent = this.parentOf(at)) {
      // Every question shortens the way for the next one.
      const above = this.parentOf(parent);
      this.parents.set(at, above);
      at = above;
    }
    return at;
  }

  private parentOf(thing: Thing): Thing {
    return this.parents.get(thing) ?? thing;
  }
}
