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
{{- end }}
