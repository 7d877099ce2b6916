#!/usr/bin/env python3
"""Writes the dashboards beside it: what each shows stands here, how Grafana wants it below."""
import json
import pathlib

JOB = 'job="$job"'


def level(name, title, unit):
    window = {"kms_rotation_timeliness": "", "kms_rotation_success_rate": ', window="1d"'}.get(name, ', window="1h"')
    return (title, unit, {"now": f'{name}{{{JOB}{window}}}', "promised": f'kms_service_level_target{{level="{name}"}}'})


def quantiles(metric, more="", by=""):
    labels = ", ".join(filter(None, ["le", by]))
    bucket = f'sum by ({labels}) (rate({metric}_bucket{{{JOB}{more}}}[$__rate_interval]))'
    legend = f' {{{{{by}}}}}' if by else ""
    return {f"half{legend}": f"histogram_quantile(0.5, {bucket})", f"99 of 100{legend}": f"histogram_quantile(0.99, {bucket})"}


def rate(metric, by, more=""):
    return {f"{{{{{by}}}}}": f'sum by ({by}) (rate({metric}{{{JOB}{more}}}[$__rate_interval]))'}


DASHBOARDS = {
    "overview": ("Keywright: overview", [
        ("Up", "short", {"{{instance}}": f"up{{{JOB}}}"}),
        level("kms_success_rate", "Answers that did not fail", "percentunit"),
        level("kms_operation_p99", "Uses of keys, but for the slowest hundredth", "ms"),
        level("kms_cache_hit_rate", "Keys found in memory", "percentunit"),
        ("Requests", "reqps", rate("kms_requests_total", "operation")),
        ("Errors", "reqps", rate("kms_request_errors_total", "code")),
        ("Refused by limits", "reqps", rate("kms_limit_refusals_total", "limit")),
        ("Keys", "short", {"{{key_state}}": f"sum by (key_state) (max by (key_state, key_type) (kms_keys_total{{{JOB}}}))"}),
        ("Requests for approval that wait", "short", {"{{instance}}": f"kms_approvals_waiting{{{JOB}}}"}),
        ("Connections", "short", {"{{instance}}": f"kms_connections{{{JOB}}}"}),
        ("Events behind", "short", {"{{instance}}": f"kms_event_lag_receipts{{{JOB}}}"}),
        ("Certificate valid for", "s", {"{{instance}}": f"kms_certificate_expiry_seconds{{{JOB}}}"}),
        ("Disk free", "bytes", {"{{instance}}": f"kms_disk_free_bytes{{{JOB}}}"}),
        ("Memory", "bytes", {"{{instance}}": f'sum by (instance) (jvm_memory_used_bytes{{{JOB}, area="heap"}})'}),
        ("Processor", "percentunit", {"{{instance}}": f"process_cpu_usage{{{JOB}}}"}),
    ]),
    "providers": ("Keywright: root providers and caches", [
        ("Circuit: 0 closed, 1 on trial, 2 open", "short", {"{{provider}}": f"max by (provider) (kms_circuit_breaker_state{{{JOB}}})"}),
        ("Calls", "ops", rate("kms_provider_operation_seconds_count", "provider")),
        ("How long they take", "s", quantiles("kms_provider_operation_seconds", by="provider")),
        ("Failures", "ops", rate("kms_provider_errors_total", "reason")),
        ("Success, within an hour", "percentunit", {"{{provider}}": f'kms_provider_success_rate{{{JOB}, window="1h"}}'}),
        ("Keys: found in memory, and not", "ops", {
            "found": f"sum(rate(kms_cache_hit_total{{{JOB}}}[$__rate_interval]))",
            "not": f"sum(rate(kms_cache_miss_total{{{JOB}}}[$__rate_interval]))"}),
        ("Wait for keys", "s", quantiles("kms_cache_access_seconds", by="outcome")),
        ("Roots of tenants: open, and room", "short", {
            "open": f"sum(kms_tenant_roots_held{{{JOB}}})", "room": f"sum(kms_tenant_roots_room{{{JOB}}})"}),
        ("Not what is stored", "short", {
            "keys": f"sum(increase(kms_held_key_differed_total{{{JOB}}}[1h]))",
            "roots": f"sum(increase(kms_tenant_root_differed_total{{{JOB}}}[1h]))"}),
    ]),
    "rotation": ("Keywright: rotation", [
        level("kms_rotation_timeliness", "Age of the oldest key, in days", "d"),
        level("kms_rotation_success_rate", "Rotations that succeeded, within a day", "percentunit"),
        ("Overdue keys", "short", {"overdue": f"max(kms_rotation_overdue_keys{{{JOB}}})"}),
        ("Rotations", "short", {"{{result}}": f"sum by (result) (increase(kms_rotation_total{{{JOB}}}[1h]))"}),
        ("Since the last one", "s", {"since": f"time() - max(kms_last_rotation_timestamp_seconds{{{JOB}}} > 0)"}),
        ("Roots of tenants", "short", {"{{result}}": f"sum by (result) (increase(kms_tenant_root_rotations_total{{{JOB}}}[1h]))"}),
        ("Keys by type", "short", {"{{key_type}}": f'max by (key_type) (kms_keys_total{{{JOB}, key_state="active"}})'}),
    ]),
    "ledger": ("Keywright: ledger", [
        ("Receipts", "short", {"{{instance}}": f"kms_ledger_receipts{{{JOB}}}"}),
        ("Commits", "ops", {"{{instance}}": f"rate(kms_ledger_commit_seconds_count{{{JOB}}}[$__rate_interval])"}),
        ("How long they take", "s", quantiles("kms_ledger_commit_seconds")),
        ("Changes in one commit", "short", quantiles("kms_ledger_batch_changes")),
        ("Queue, of its room", "percentunit", {"{{instance}}": f"kms_ledger_queue_changes{{{JOB}}} / kms_ledger_queue_room{{{JOB}}}"}),
        ("Commits that failed", "short", {"{{instance}}": f"increase(kms_ledger_commit_failures_total{{{JOB}}}[1h])"}),
        ("Receipts that witnesses have not cosigned", "short", {"{{witness}}": f"max by (witness) (kms_ledger_witness_lag{{{JOB}}})"}),
        ("Receipts not yet in the archive", "short", {"{{instance}}": f"kms_ledger_receipts{{{JOB}}} - kms_archive_sealed{{{JOB}}}"}),
        ("Damage: receipts, rows", "short", {
            "receipts": f"max(kms_ledger_damaged{{{JOB}}})", "rows": f"max(kms_rows_altered{{{JOB}}})"}),
        ("Not yet in a backup", "s", {"{{instance}}": f"kms_backup_lag_seconds{{{JOB}}}"}),
    ]),
    "cost": ("Keywright: what root providers cost", [
        ("Calls within a day", "short", {"{{provider}}": f"sum by (provider) (increase(kms_provider_operation_seconds_count{{{JOB}}}[1d]))"}),
        ("A month at this rate, by your price of 10,000 calls", "short", {
            "{{provider}}": f"30 * $price / 10000 * sum by (provider) (increase(kms_provider_operation_seconds_count{{{JOB}}}[1d]))"}),
        ("What calls are for", "short", {"{{operation}}": f"sum by (operation) (increase(kms_provider_operation_seconds_count{{{JOB}}}[1d]))"}),
        ("Roots found in memory: calls that were saved, within a day", "short", {"saved": f"sum(increase(kms_tenant_roots_hit_total{{{JOB}}}[1d]))"}),
    ]),
}


def panel(number, title, unit, queries):
    return {
        "id": number + 1, "type": "timeseries", "title": title,
        "datasource": {"type": "prometheus", "uid": "$source"},
        "gridPos": {"x": number % 3 * 8, "y": number // 3 * 7, "w": 8, "h": 7},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [{"refId": chr(ord("A") + i), "expr": expr, "legendFormat": legend}
                    for i, (legend, expr) in enumerate(queries.items())],
    }


def dashboard(name, title, panels):
    variables = [
        {"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"},
        {"name": "job", "type": "query", "query": "label_values(kms_ledger_receipts, job)", "label": "job",
         "datasource": {"type": "prometheus", "uid": "$source"}, "refresh": 1},
    ]
    if name == "cost":
        variables.append({"name": "price", "type": "textbox", "query": "0.03", "label": "price of 10,000 calls"})
    return {
        "uid": f"keywright-{name}", "title": title, "tags": ["keywright"], "schemaVersion": 39, "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"}, "templating": {"list": variables},
        "panels": [panel(number, *shown) for number, shown in enumerate(panels)],
    }


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent
    for name, (title, panels) in DASHBOARDS.items():
        text = json.dumps(dashboard(name, title, panels), indent=1)
        (folder / f"{name}.json").write_text(text + "\n")
