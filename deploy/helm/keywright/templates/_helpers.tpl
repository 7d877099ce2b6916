{{- define "keywright.selector" -}}
app.kubernetes.io/name: keywright
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "keywright.labels" -}}
{{ include "keywright.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* What the rest of the chart rests on; the schema refuses these in the values. */}}
{{- define "keywright.fixed" -}}
keywright.data: /var/lib/keywright/data
keywright.http.host: 0.0.0.0
keywright.http.port: 8443
keywright.tls.certificate: /etc/keywright/tls/tls.crt
keywright.tls.key: /etc/keywright/tls/tls.key
keywright.tls.client-ca: /etc/keywright/tls/ca.crt
keywright.management.host: 0.0.0.0
keywright.management.port: 9000
keywright.management.metrics: {{ .Values.monitoring.serviceMonitor }}
keywright.shutdown.delay: PT5S
{{- range include "keywright.public" . | fromYamlArray }}
keywright.{{ .name }}.host: 0.0.0.0
keywright.{{ .name }}.port: {{ .port }}
{{- end }}
{{- end }}

{{/* Whether the store is elsewhere, so that there may be several nodes; empty if not. */}}
{{- define "keywright.shared" -}}
{{- if eq (index .Values.configuration "keywright.store" | default "sqlite") "postgresql" }}yes{{ end }}
{{- end }}

{{/* How many nodes there are; fails where they would not be of one installation. */}}
{{- define "keywright.replicas" -}}
{{- $configuration := .Values.configuration }}
{{- if gt (int .Values.replicas) 1 }}
{{- if not (include "keywright.shared" .) }}
{{- fail (printf "replicas is %v, and each pod would have a store of its own: set configuration.keywright.store to postgresql, see docs/clusters.md" .Values.replicas) }}
{{- end }}
{{- if eq (index $configuration "keywright.root.provider" | default "local") "local" }}
{{- if not (hasPrefix "/etc/keywright/secrets/" (index $configuration "keywright.providers.local.file" | default "")) }}
{{- fail (printf "replicas is %v, and each pod would make a root of its own: name by configuration.keywright.providers.local.file a file under /etc/keywright/secrets/, or another provider by keywright.root.provider" .Values.replicas) }}
{{- end }}
{{- end }}
{{- end }}
{{- .Values.replicas }}
{{- end }}

{{/* Where callers reach a pod and no other; Kubernetes puts the pod's name in. */}}
{{- define "keywright.nodeUrl" -}}
{{- $url := .Values.nodeUrl | default (printf "https://{pod}.%s-pods.%s.svc:8443" .Release.Name .Release.Namespace) }}
{{- $url | replace "{pod}" "$(KEYWRIGHT_NODE_NAME)" }}
{{- end }}

{{/* The ports for those who show no certificate, of those that are wanted. */}}
{{- define "keywright.public" -}}
{{- if .Values.public.revocation }}
- {name: revocation, port: 8080}
{{- end }}
{{- if .Values.public.enrollment }}
- {name: enrollment, port: 8444}
{{- end }}
{{- end }}
