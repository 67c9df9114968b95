import type { SourceFile, Unread } from "../source/finding.ts";

export interface TemplateFiles {
  /** Templates of files that would describe a cluster, with the line where the template shows. */
  readonly templates: readonly Unread[];
  readonly others: readonly SourceFile[];
}

const TEMPLATE = /\.(?:j2|jinja2?|tpl|tmpl|gotmpl|tftpl|erb|mustache|hbs)$/i;
/** What makes a template one of a cluster's files, and not of a program that runs in it. */
const DESCRIBES_CLUSTER =
  /^[ \t]*(?:apiVersion:[ \t]*["']?(?:kubeadm\.k8s\.io|kind\.x-k8s\.io|cluster\.x-k8s\.io|controlplane\.cluster\.x-k8s\.io)\/)/m;
const MARK = /\{\{|\{%|<%|\$\{/;

/** Parts from the other files the templates that something else renders first: their text is no YAML yet. */
export function templateFiles(files: readonly SourceFile[]): TemplateFiles {
  const templates = files.filter(({ path }) => TEMPLATE.test(path));
  return {
    templates: templates.filter(({ text }) => DESCRIBES_CLUSTER.test(text)).map(unreadTemplate),
    others: files.filter(({ path }) => !TEMPLATE.test(path)),
  };
}

function unreadTemplate({ path, text }: SourceFile): Unread {
  const mark = text.search(MARK);
  const line = text.slice(0, Math.max(mark, 0)).split("\n").length;
  return {
    path,
    line,
    reason:
      "a template that another tool renders: give Kubehop the rendered file, or a snapshot of the cluster",
  };
}
