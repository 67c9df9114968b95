import type { FileView } from "../../manifests/view.ts";
import { documentsOf } from "../../source/shared-documents.ts";
import type { ApiUse } from "./api-use.ts";
import { kustomizationUses } from "./kustomization-uses.ts";

/** The APIs that a kustomization names: what its patches and replacements aim at, and patches written inline. */
export const kustomizationTargets: FileView<ApiUse> = {
  kind: "files",
  name: "kustomization-targets",
  wants: ({ path }) => KUSTOMIZATION.test(path),
  read: (file) => {
    const { documents, unread } = documentsOf(file);
    return { entries: documents.flatMap(({ root }) => kustomizationUses(root)), unread };
  },
};

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
