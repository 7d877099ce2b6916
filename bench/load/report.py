"""Turns rounds into medians, ratios and a table."""

import statistics

MEASURES = ("per_second", "p50_ms", "p99_ms", "cpu_us")


def summarize(rounds: dict) -> dict:
    """`rounds[server][request]` is a list of rounds; the n-th of each were measured together."""
    summary = {}
    for server, requests in rounds.items():
        for request, measured in requests.items():
            row = {m: statistics.median(getattr(r, m) for r in measured) for m in MEASURES}
            row["to_no_op"] = median_ratio(measured, requests["no-op"], "per_second")
            row["failures"] = sum(r.failures for r in measured)
            summary.setdefault(server, {})[request] = row
    return summary


def compare(rounds: dict, ours: str, theirs: str) -> dict:
    """Ours over theirs, as the median over rounds: throughput above 1 is better, latency below 1."""
    return {
        request: {m: median_ratio(measured, rounds[theirs][request], m) for m in MEASURES}
        for request, measured in rounds[ours].items()
    }


def median_ratio(first: list, second: list, measure: str) -> float:
    return statistics.median(getattr(a, measure) / max(getattr(b, measure), 1e-9) for a, b in zip(first, second))


def table(summary: dict, comparison: dict, theirs: str) -> str:
    lines = []
    for server, requests in summary.items():
        lines += ["", f"{server:<22} {'req/s':>9} {'of no-op':>9} {'p50 ms':>8} {'p99 ms':>8} {'CPU us':>8} {'failed':>7}"]
        lines += [
            f"{name:<22} {r['per_second']:>9,.0f} {r['to_no_op']:>9.0%} {r['p50_ms']:>8.2f} {r['p99_ms']:>8.2f}"
            f" {r['cpu_us']:>8.1f} {r['failures']:>7}"
            for name, r in requests.items()]
    if comparison:
        lines += ["", f"Keywright / {theirs}", f"{'':<22} {'req/s':>9} {'p50':>9} {'p99':>8} {'CPU':>8}"]
        lines += [
            f"{name:<22} {r['per_second']:>8.2f}x {r['p50_ms']:>8.2f}x {r['p99_ms']:>7.2f}x {r['cpu_us']:>7.2f}x"
            for name, r in comparison.items()]
    return "\n".join(lines)


def listing(figures: dict) -> str:
    return "\n".join(["", *(f"{name:<26} {shown(value)}" for name, value in figures.items())])


def shown(value) -> str:
    if value == []:
        return "not measured"
    if isinstance(value, list):
        return f"{statistics.median(value):.3f} (median of {len(value)})"
    if isinstance(value, dict):
        return "  ".join(f"{name} {number:,.2f}" for name, number in value.items())
    return f"{value:,.1f}" if isinstance(value, float) else str(value)
