import { fileWords } from "../manifests/file-words.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { mayBeForeignDocument } from "./foreign-documents.ts";
import { FOREIGN_GROUPS } from "./foreign-objects.ts";
import { tellOfCluster } from "./telling-words.ts";

export interface TemplateFiles<File extends SourceFile> {
  /** Templates of files that would describe a cluster, with the line where the template shows. */
  readonly templates: readonly Unread[];
  readonly others: readonly File[];
}

const TEMPLATE = /\.(?:j2|jinja2?|tpl|tmpl|gotmpl|template|tftpl|erb|mustache|hbs|sls|(?:ya?ml|json)\.in)$/i;
/** Where charts and Ansible's roles keep templates, whatever they are called. */
const TEMPLATE_FOLDER = /(?:^|\/)templates\//;
/** Code that may hold a cluster's file as text between two marks: Terraform, Packer. */
const CODE = /\.(?:tf|tfvars|hcl)$/i;
/** Objects that make a template one of a cluster's files, and not of a program that runs in it. */
const CLUSTER_OBJECTS: readonly RegExp[] = [
  /^[ \t]*(?:apiVersion:[ \t]*["']?(?:kubeadm\.k8s\.io|kind\.x-k8s\.io|cluster\.x-k8s\.io|controlplane\.cluster\.x-k8s\.io)\/)/m,
  new RegExp(`^[ \\t]*apiVersion:[ \\t]*["']?${FOREIGN_GROUPS.source}`, "m"),
];
/** The same for kubespray's inventory. */
const INVENTORY = /^\[(?:kube[-_](?:control[-_]?plane|master|node)|k8s[-_]cluster)(?::(?:children|vars))?\]/m;
const IN_CODE = /^[ \t]*apiVersion:[ \t]*["']?kubeadm\.k8s\.io\//m;
const MARK = /\{\{|\{%|<%|\$\{|%\{/;

/** Parts from the other files the templates that something else renders first: their text is no YAML yet. */
export function templateFiles<File extends SourceFile>(files: readonly File[]): TemplateFiles<File> {
  const templates = files.filter(isTemplate);
  const code = files.filter(({ path, text }) => CODE.test(path) && IN_CODE.test(text));
  return {
    templates: [
      ...templates.filter(describesCluster).map((file) => unread(file, file.text.search(MARK))),
      ...code.map((file) => unread(file, file.text.search(IN_CODE))),
    ],
    others: files.filter((file) => !isTemplate(file)),
  };
}

/** Whether a template or a piece of code describes a cluster once it is rendered. */
export function mayBeTemplate(file: SourceFile): boolean {
  return (isTemplate(file) && describesCluster(file)) || (CODE.test(file.path) && IN_CODE.test(file.text));
}

/** Whether something else renders the file first. */
export function isTemplate({ path, text }: SourceFile): boolean {
  return TEMPLATE.test(path) || (TEMPLATE_FOLDER.test(path) && /\{\{|\{%/.test(text));
}

function describesCluster(file: SourceFile): boolean {
  const { text } = file;
  // An apiVersion that is written out is a word of the file, whatever else is not clear in it.
  if (tellOfCluster(fileWords(file).words) && CLUSTER_OBJECTS.some((sign) => sign.test(text))) return true;
  return (text.includes("[k") && INVENTORY.test(text)) || mayBeForeignDocument(file);
}

function unread({ path, text }: SourceFile, offset: number): Unread {
  const line = text.slice(0, Math.max(offset, 0)).split("\n").length;
  return {
    path,
    line,
    reason:
      "a template that another tool renders: give Kubehop the rendered file, or a snapshot of the cluster",
  };
}
