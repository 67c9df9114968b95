import { settings } from "../objects/configuration.ts";
import type { Project } from "../project.ts";
import type { Choices } from "../template-file.ts";

/** What every template of a chart asks for, so that the charts can be rendered. */
const DEFAULTS = `image:
  repository: registry.example.com/app
  tag: "1.0"
service:
  type: ClusterIP
  ports:
    - { name: http, port: 80 }
ingress:
  enabled: true
  hosts:
    - { host: app.example.com, path: / }
pdb:
  enabled: true
autoscaling:
  enabled: true
  minReplicas: 2
  maxReplicas: 10
  targetCPU: 80
persistence:
  enabled: false
probes:
  liveness: /healthz
  readiness: /ready
jobs:
  - { name: nightly, schedule: "0 3 * * *" }
`;
/** Values that name a version are no manifest. */
const LEGACY = "legacy:\n  apiVersion: extensions/v1beta1\n  kind: Ingress\n";

/** The `values.yaml` of a chart; some have hundreds of settings more than anybody uses. */
export function chartValues({ random }: Project): string {
  const legacy = random.chance(0.1) ? LEGACY : "";
  return `# Values of the chart.\nreplicaCount: ${random.between(2, 4)}\n${DEFAULTS}${legacy}${settings(random, random.skewed(20, 500))}`;
}

/** What the templates of `_helpers.tpl` choose from. */
export const CHOICES: Choices = { "cronjob.apiVersion": ["batch/v1", "batch/v1beta1"] };

/** The `_helpers.tpl` of a chart. */
export const HELPERS = `{{- define "app.fullname" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "app.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
{{- define "cronjob.apiVersion" -}}
{{- if .Capabilities.APIVersions.Has "batch/v1" -}}batch/v1{{- else -}}batch/v1beta1{{- end -}}
{{- end -}}
`;
