import { versionsOf } from "../api-versions.ts";
import { apiVersionFor, type Project } from "../project.ts";
import { fieldName } from "../words.ts";

const METADATA = `metadata:
  name: {{ include "app.fullname" . }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
    {{- with .Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
`;

const POD_OPTIONS = [
  "imagePullSecrets",
  "nodeSelector",
  "affinity",
  "tolerations",
  "securityContext",
  "volumes",
]
  .map(
    (key) =>
      `      {{- with .Values.${key} }}\n      ${key}:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n`,
  )
  .join("");

/** The templates of a chart by the name of their files. */
export const TEMPLATES: Readonly<Record<string, (project: Project) => string>> = {
  deployment: (project) => `apiVersion: ${apiVersionFor("Deployment", project)}
kind: Deployment
${METADATA}spec:
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels:
      {{- include "app.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "app.labels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ include "app.fullname" . }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          env:
${variables(project)}          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          livenessProbe:
            httpGet: { path: {{ .Values.probes.liveness }}, port: http }
          readinessProbe:
            httpGet: { path: {{ .Values.probes.readiness }}, port: http }
          {{- if .Values.persistence.enabled }}
          volumeMounts:
            - name: data
              mountPath: {{ .Values.persistence.mountPath }}
          {{- end }}
${POD_OPTIONS}`,
  service: () => `apiVersion: v1
kind: Service
${METADATA}spec:
  type: {{ .Values.service.type }}
  ports:
    {{- range .Values.service.ports }}
    - name: {{ .name }}
      port: {{ .port }}
      targetPort: {{ .name }}
      {{- if and (eq $.Values.service.type "NodePort") .nodePort }}
      nodePort: {{ .nodePort }}
      {{- end }}
    {{- end }}
  {{- if eq .Values.service.type "LoadBalancer" }}
  loadBalancerIP: {{ .Values.service.loadBalancerIP }}
  loadBalancerSourceRanges:
    {{- toYaml .Values.service.loadBalancerSourceRanges | nindent 4 }}
  {{- end }}
  selector:
    {{- include "app.labels" . | nindent 4 }}
`,
  ingress: (project) => `{{- if .Values.ingress.enabled -}}
${ingressVersion(project)}kind: Ingress
${METADATA}spec:
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ .host | quote }}
      http:
        paths:
          - path: {{ .path }}
            pathType: Prefix
            backend:
              service:
                name: {{ include "app.fullname" $ }}
                port:
                  name: {{ .portName | default "http" }}
    {{- end }}
  {{- if .Values.ingress.tls }}
  tls:
    {{- toYaml .Values.ingress.tls | nindent 4 }}
  {{- end }}
{{- end }}
`,
  pdb: (project) => `{{- if and .Values.pdb.enabled (gt (int .Values.replicaCount) 1) }}
apiVersion: ${apiVersionFor("PodDisruptionBudget", project)}
kind: PodDisruptionBudget
${METADATA}spec:
  minAvailable: {{ .Values.pdb.minAvailable | default 1 }}
  selector:
    matchLabels:
      {{- include "app.labels" . | nindent 6 }}
{{- end }}
`,
  hpa: (project) => `{{- if .Values.autoscaling.enabled }}
apiVersion: ${apiVersionFor("HorizontalPodAutoscaler", project)}
kind: HorizontalPodAutoscaler
${METADATA}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "app.fullname" . }}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    {{- with .Values.autoscaling.targetCPU }}
    - type: Resource
      resource:
        name: cpu
        targetAverageUtilization: {{ . }}
    {{- end }}
{{- end }}
`,
  cronjob: (project) => `{{- range .Values.jobs }}
---
apiVersion: ${project.random.chance(0.15) ? '{{ include "cronjob.apiVersion" $ }}' : apiVersionFor("CronJob", project)}
kind: CronJob
metadata:
  name: {{ .name }}
spec:
  schedule: {{ .schedule | quote }}
{{- end }}
`,
  rbac: (project) => `apiVersion: v1
kind: ServiceAccount
${METADATA}---
apiVersion: ${apiVersionFor("Role", project)}
kind: Role
${METADATA}rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "list"]
---
apiVersion: ${apiVersionFor("RoleBinding", project)}
kind: RoleBinding
${METADATA}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ include "app.fullname" . }}
`,
  configmap: (project) => `apiVersion: v1
kind: ConfigMap
${METADATA}data:
${variables(project).replaceAll(/^ +- name: (.*)\n +value:/gm, "  $1:")}  {{- range $key, $value := .Values.config }}
  {{ $key }}: {{ $value | quote }}
  {{- end }}
`,
};

/** One version, or the choice between a new one and an old one by what the cluster has. */
function ingressVersion(project: Project): string {
  const { old, fine } = versionsOf("Ingress", project.way);
  if (!project.random.chance(0.15)) return `apiVersion: ${apiVersionFor("Ingress", project)}\n`;
  const [before, now] = [project.random.pick(old), project.random.pick(fine)];
  return `{{- if .Capabilities.APIVersions.Has "${now}/Ingress" }}
apiVersion: ${now}
{{- else }}
apiVersion: ${before}
{{- end }}
`;
}

function variables({ random }: Project): string {
  return random
    .times(
      random.skewed(1, 30),
      (number) =>
        `            - name: ${fieldName(random)}${number}\n              value: {{ .Values.${fieldName(random)} | quote }}\n`,
    )
    .join("");
}
