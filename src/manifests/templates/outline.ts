import type { LocatedText } from "../../source/documents.ts";
import type { FlowEntry, FlowStart } from "./flow-reader.ts";
import { isCollection, OpenFlow } from "./open-flow.ts";
import { isOutput, type OpenScalar, scalarOf } from "./open-scalar.ts";
import type { OutlineDocument, OutlineObject, Splice } from "./outline-document.ts";
import { newObject, type OutlineMapping, rootMapping } from "./outline-mapping.ts";
import { type Said, saidIn } from "./said.ts";
import { OUTPUT, type TemplateLine } from "./template-line.ts";
import { indentOf, splitLine, type YamlLine } from "./yaml-line.ts";

/**
 * Reads the lines of a template as YAML: which mapping lies in which, told by indentation alone, and what each
 * says of itself. Scalars of several lines are passed over, so that text that looks like a manifest is none.
 */
export class Outline {
  private readonly source: LocatedText;
  private readonly done: (document: OutlineDocument) => void;
  private objects: OutlineObject[] = [];
  private splices: Splice[] = [];
  private items: Said[] = [];
  private isEmpty = true;
  private hasKeys = false;
  private mapping: OutlineMapping = rootMapping();
  private scalar: OpenScalar | undefined;
  private flow: OpenFlow | undefined;
  /** Where the line stands that began the last item. */
  private itemAt: number | undefined;

  constructor(source: LocatedText, done: (document: OutlineDocument) => void) {
    this.source = source;
    this.done = done;
  }

  add(line: TemplateLine): void {
    const { text } = line;
    const indent = indentOf(text);
    if (isDocumentMark(text)) this.finish();
    else if (this.isInFlow(line, indent)) this.goOnWithFlow(line);
    else if (text[indent] !== "#" && !this.isInScalar(indent)) this.addContent(splitLine(text, indent), line);
  }

  /** Ends the document under way; the next line begins another one. */
  finish(): void {
    const told = this.objects.filter(({ apiVersions, kinds }) => apiVersions.length + kinds.length > 0);
    const [objects, splices, items] = [told.map(trimmed), this.splices.slice(), this.items.slice()];
    if (!this.isEmpty) this.done({ objects, hasKeys: this.hasKeys, splices, items });
    this.objects = [];
    this.splices = [];
    this.items = [];
    this.isEmpty = true;
    this.hasKeys = false;
    this.mapping = rootMapping();
    this.scalar = undefined;
    this.flow = undefined;
  }

  private isInScalar(indent: number): boolean {
    return this.scalar !== undefined && indent > this.scalar.column;
  }

  private addContent(yaml: YamlLine, line: TemplateLine): void {
    const isBehindScalar = this.scalar?.takesOutputs === true;
    if (isBehindScalar && isOutput(yaml)) {
      if (isSplice(yaml, line)) this.addSplice(yaml, line, isBehindScalar);
      return;
    }
    this.isEmpty = false;
    this.scalar = scalarOf(yaml);
    // Another way to write the same line begins no other item.
    if (line.at !== this.itemAt) for (const column of yaml.dashes) this.enterItem(column);
    if (yaml.dashes.length > 0) this.itemAt = line.at;
    const shift = yaml.column - yaml.indent;
    const content = shift === 0 ? line : { ...line, at: line.at + shift };
    if (yaml.key !== undefined) this.addKey(yaml.key, yaml, content);
    else if (this.isValueOfName(yaml)) this.addNameBelow(yaml.content, content);
    if (isCollection(yaml.key === undefined ? yaml.content : yaml.value)) this.openFlow(yaml, line);
    else if (isOutput(yaml)) this.addOutput(yaml, line, isBehindScalar);
  }

  /** A collection that is the document itself, an item of a sequence, or the value of a key. */
  private openFlow(yaml: YamlLine, line: TemplateLine): void {
    this.flow = new OpenFlow(this.flowStart(yaml), { line, yaml }, (entry) => this.addEntry(entry));
    this.goOnWithFlow(line);
  }

  private flowStart({ key }: YamlLine): FlowStart {
    this.hasKeys = true;
    const { mapping } = this;
    if (key !== undefined) {
      return { opened: { indent: 0, parent: mapping, via: key }, holder: mapping, items: `${key}[]` };
    }
    const opened = mapping.object?.apiVersions.length === MOST_SAID ? this.nextDocument() : mapping;
    return { opened, holder: opened.parent ?? opened, items: `${opened.via}[]` };
  }

  private isInFlow(line: TemplateLine, indent: number): boolean {
    if (this.flow?.goesOnIn(line, indent) === true) return true;
    this.flow = undefined;
    return false;
  }

  private goOnWithFlow(line: TemplateLine): void {
    if (this.flow?.add(line) !== true) this.flow = undefined;
  }

  private addOutput(yaml: YamlLine, line: TemplateLine, isBehindScalar: boolean): void {
    if (this.isItem(yaml, line)) this.items.push(saidIn(this.source, line, yaml.content));
    if (isSplice(yaml, line)) this.addSplice(yaml, line, isBehindScalar);
  }

  /** Whether an output lands where the `items` of the document stand. */
  private isItem(yaml: YamlLine, line: TemplateLine): boolean {
    let { mapping } = this;
    if (yaml.dashes.length > 0) return mapping.via === "items[]" && mapping.parent?.parent === undefined;
    const column = landingColumn(yaml, line);
    while (mapping.indent > column && mapping.parent !== undefined) mapping = mapping.parent;
    return mapping.parent === undefined && mapping.key === "items";
  }

  private addSplice({ content }: YamlLine, line: TemplateLine, isBehindScalar: boolean): void {
    this.splices.push({ ...saidIn(this.source, line, content), isBehindScalar });
  }

  private enterItem(column: number): void {
    this.leaveDeeperThan(column);
    const { mapping: parent } = this;
    this.mapping = { indent: column + 1, parent, via: `${parent.key ?? ""}[]` };
  }

  private addKey(key: string, { column, value }: YamlLine, line: TemplateLine): void {
    this.hasKeys = true;
    this.leaveDeeperThan(column);
    const { mapping: last } = this;
    const isInside = last.key !== undefined && last.indent < column;
    const mapping: OutlineMapping = isInside ? { indent: column, parent: last, via: last.key ?? "" } : last;
    mapping.indent = column;
    mapping.key = key;
    this.mapping = mapping;
    this.addEntry({ mapping, key, value, line });
  }

  private addEntry({ mapping, key, value, line }: FlowEntry): void {
    // A name without a value is a property in a schema, or its value stands in the next line.
    if (isName(key) && value !== "") this.addName({ mapping, key, value, line });
    else if (key === "items" && mapping.parent === undefined && value.includes(OUTPUT)) {
      this.items.push(saidIn(this.source, line, value));
    } else if (key === "metadata") this.objectOf(mapping).hasMetadata = true;
    else if (mapping.via === "metadata") this.addMetadata({ mapping, key, value, line });
  }

  private addName({ mapping, key, value, line }: FlowEntry): void {
    const list = key === "apiVersion" ? "apiVersions" : "kinds";
    const isFull = mapping.object?.[list].length === MOST_SAID;
    // A document that says so much has lost its markers: something else writes them.
    const holder = isFull && this.flow === undefined ? this.nextDocument() : mapping;
    const said = this.objectOf(holder)[list];
    if (said.length < MOST_SAID) said.push(saidIn(this.source, line, value));
  }

  private nextDocument(): OutlineMapping {
    const { key = "", indent } = this.mapping;
    this.finish();
    this.isEmpty = false;
    this.mapping = { indent, via: "", key };
    return this.mapping;
  }

  private isValueOfName({ dashes, indent }: YamlLine): boolean {
    const { mapping } = this;
    return isName(mapping.key) && dashes.length === 0 && indent > mapping.indent;
  }

  /** The value of the mapping's last key, `apiVersion` or `kind`. */
  private addNameBelow(value: string, line: TemplateLine): void {
    const { mapping } = this;
    this.addName({ mapping, key: mapping.key ?? "", value, line });
  }

  private addMetadata({ mapping: { parent }, key, value, line }: FlowEntry): void {
    if (parent === undefined || (key !== "name" && key !== "namespace")) return;
    const object = this.objectOf(parent);
    const list = key === "name" ? object.names : object.namespaces;
    if (list.length < MOST_SAID) list.push(saidIn(this.source, line, value));
  }

  private leaveDeeperThan(column: number): void {
    while (this.mapping.indent > column && this.mapping.parent !== undefined) {
      this.mapping = this.mapping.parent;
    }
  }

  private objectOf(mapping: OutlineMapping): OutlineObject {
    if (mapping.object !== undefined) return mapping.object;
    const object = newObject(mapping);
    mapping.object = object;
    this.objects.push(object);
    return object;
  }
}

/** What one mapping may say of itself in its arms. */
const MOST_SAID = 64;
const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;

function isDocumentMark(text: string): boolean {
  return (text.startsWith("---") || text.startsWith("...")) && DOCUMENT_MARK.test(text);
}

function isName(key: string | undefined): boolean {
  return key === "apiVersion" || key === "kind";
}

/** An output at the beginning of a line whose text lands in the first column. */
function isSplice(yaml: YamlLine, line: TemplateLine): boolean {
  return isOutput(yaml) && yaml.dashes.length === 0 && landingColumn(yaml, line) === 0;
}

/** Where the text of an output begins, once the functions that indent it have moved it. */
function landingColumn({ column }: YamlLine, { outputs: [expression = ""] }: TemplateLine): number {
  const nindent = /\bnindent\s+(\d+)/.exec(expression);
  const indent = /\bindent\s+(\d+)/.exec(expression);
  return nindent === null ? column + Number(indent?.[1] ?? 0) : Number(nindent[1]);
}

/** Lists that grew have room for 17 entries: too much where all charts of a repository are kept. */
function trimmed(object: OutlineObject): OutlineObject {
  const { apiVersions, kinds, names, namespaces } = object;
  return {
    ...object,
    apiVersions: apiVersions.slice(),
    kinds: kinds.slice(),
    names: names.slice(),
    namespaces: namespaces.slice(),
  };
}
