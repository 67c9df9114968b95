import { foreignDocuments, mayBeForeignDocument } from "./foreign-documents.ts";
import { FOREIGN_GROUPS, foreignObjects } from "./foreign-objects.ts";
import { type ForeignReading, foreignFindings, foreignObservation } from "./foreign-reading.ts";
import { foreignTerraform, mayBeForeignTerraform } from "./foreign-terraform.ts";
import { foreignSettings, mayHoldForeignSetting } from "./foreign-text.ts";
import type { Reader, RepositoryFile } from "./reader.ts";

/**
 * Clusters that kubeadm does not manage: k3s, RKE2, Talos, kOps, k0s, EKS, EKS Anywhere, GKE, AKS, OpenShift
 * and MicroK8s, by the files that their own tools read. They are recognised so that nobody takes them for
 * kubeadm's, and their versions are judged as far as they are written.
 */
export const foreignReader: Reader = {
  name: "foreign",
  wants: (file) => mayBeForeignDocument(file) || mayBeForeignTerraform(file) || mayHoldForeignSetting(file),
  wantsObjects: ({ text }) => FOREIGN_GROUPS.test(text),
  read: (files) => {
    const readings = files.flatMap(readFile);
    return {
      observations: readings.map(foreignObservation),
      findings: readings.flatMap(foreignFindings),
      unread: [],
    };
  },
};

/** What an object or document says is more than a setting beside it, so the first kind that answers counts. */
function readFile(file: RepositoryFile): readonly ForeignReading[] {
  if (mayBeForeignTerraform(file)) return foreignTerraform(file);
  const objects = FOREIGN_GROUPS.test(file.text) ? foreignObjects(file) : [];
  if (objects.length > 0) return objects;
  const documents = mayBeForeignDocument(file) ? foreignDocuments(file) : [];
  return documents.length > 0 ? documents : foreignSettings(file);
}
