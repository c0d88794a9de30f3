{{- define "tidemark.labels" -}}
app.kubernetes.io/part-of: tidemark
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "tidemark.image" -}}
{{- $registry := .root.Values.image.registry -}}
{{- if $registry }}{{ $registry }}/{{ end }}tidemark/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "tidemark.bootstrap" -}}
{{- if .Values.kafka.strimzi.create -}}
{{ .Values.kafka.strimzi.clusterName }}-kafka-bootstrap:9093
{{- else -}}
{{ required "kafka.bootstrapServers names your brokers, or kafka.strimzi.create makes some" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "tidemark.postgresHost" -}}
{{- if .Values.postgres.cloudnativepg.create -}}
{{ .Values.postgres.cloudnativepg.clusterName }}-rw
{{- else -}}
{{ required "postgres.host names your server, or postgres.cloudnativepg.create makes one" .Values.postgres.host }}
{{- end -}}
{{- end -}}

{{- define "tidemark.postgresSecret" -}}
{{- if .Values.postgres.cloudnativepg.create -}}
{{ .Values.postgres.cloudnativepg.clusterName }}-app
{{- else -}}
{{ required "postgres.passwordSecret.name names the secret that holds the password" .Values.postgres.passwordSecret.name }}
{{- end -}}
{{- end -}}

{{- define "tidemark.kafkaCa" -}}
{{- if .Values.kafka.strimzi.create -}}
{{ .Values.kafka.strimzi.clusterName }}-cluster-ca-cert
{{- else -}}
{{ .Values.kafka.tls.caSecret }}
{{- end -}}
{{- end -}}

{{- define "tidemark.kafkaEnvironment" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "tidemark.bootstrap" . | quote }}
- name: TIDEMARK_TOPICS_REPLICATION
  value: {{ .Values.kafka.replication | quote }}
{{- if .Values.kafka.tls.enabled }}
- name: KAFKA_SECURITY_PROTOCOL
  value: SSL
{{- if include "tidemark.kafkaCa" . }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/tidemark/kafka-ca/ca.crt
{{- end }}
{{- end }}
{{- end -}}

{{- define "tidemark.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 10001
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}
