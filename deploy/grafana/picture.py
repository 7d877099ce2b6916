#!/usr/bin/env python3
"""Draws a dashboard without Grafana, as SVG: from what a Prometheus answered to its queries.

    picture.py server/target/dashboards/overview.json >docs/overview.svg

AlertsIT writes what it draws: a minute of a server in which everything is made to fail.
"""
import html
import json
import math
import sys

COLUMNS, WIDTH, HEIGHT, GAP = 3, 360, 196, 14
LEFT, TOP, RIGHT, BOTTOM = 62, 32, 12, 58
LEGEND, LEGEND_LINES, LEGEND_STEP = HEIGHT - 25, 2, 15
COLOURS = ["#2b6cb0", "#c05621", "#2f855a", "#b83280", "#6b46c1", "#975a16", "#4a5568"]
MOST_LINES = len(COLOURS)


def shown(value, unit):
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if unit in ("s", "d"):
        for size, name in ((86400, "d"), (3600, "h"), (60, "min")):
            if unit == "s" and value >= 2 * size:
                return f"{value / size:.3g} {name}"
        return f"{value:.3g} {unit}"
    if unit == "ms" and value >= 1000:
        return f"{value / 1000:.3g} s"
    for size, name in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{name}" + ("B" if unit == "bytes" else "")
    return f"{value:.3g}" + {"ms": " ms", "reqps": "/s", "ops": "/s"}.get(unit, "")


def name(legend, labels):
    for label, value in labels.items():
        legend = legend.replace("{{" + label + "}}", value)
    return legend.replace("{{instance}}", "").strip()


def lines(queries):
    for query in queries:
        for series in query["series"]:
            points = [(float(t), float(v)) for t, v in series["values"]]
            points = [(t, v) for t, v in points if math.isfinite(v)]
            if points:
                yield name(query["legend"], series["metric"]), points


def panel(title, queries, begin, end):
    unit = queries[0]["unit"]
    drawn = sorted(lines(queries), key=lambda line: -max(v for _, v in line[1]))[:MOST_LINES]
    top = max((v for _, points in drawn for _, v in points), default=1) or 1
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" rx="4" fill="#fff" stroke="#cbd5e0"/>'
    yield f'<text x="10" y="19" font-weight="bold">{html.escape(title)}</text>'
    for share in (0, 0.5, 1):
        y = floor - share * (floor - TOP)
        yield f'<line x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}" stroke="#e2e8f0"/>'
        yield f'<text x="{LEFT - 5}" y="{y + 4}" text-anchor="end" fill="#718096">{shown(share * top, unit)}</text>'
    if not drawn:
        yield f'<text x="{(LEFT + right) / 2}" y="{(TOP + floor) / 2}" text-anchor="middle" fill="#718096">nothing yet</text>'
    for x, anchor, label in ((LEFT, "start", f"{end - begin:.0f} s ago"), (right, "end", "now")):
        yield f'<text x="{x}" y="{floor + 14}" text-anchor="{anchor}" fill="#a0aec0" font-size="10">{label}</text>'
    places = placed([label for label, _ in drawn], right)
    for (label, points), colour, place in zip(drawn, COLOURS, places):
        path = "".join(
            f"{'M' if i == 0 or t - points[i - 1][0] > 1.5 else 'L'}"
            f"{LEFT + (t - begin) / (end - begin) * (right - LEFT):.1f},{floor - v / top * (floor - TOP):.1f}"
            for i, (t, v) in enumerate(points))
        yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        if place:
            yield f'<text x="{place[0]:.0f}" y="{place[1]}" fill="{colour}">{html.escape(label)}</text>'


def placed(labels, right):
    """Where each label goes, on as many lines as there are; those that find no room go nowhere."""
    places, x, line = [], LEFT, 0
    for label in labels:
        width = sum(8.2 if c.isupper() else 6.2 for c in label)
        if x > LEFT and x + width > right:
            x, line = LEFT, line + 1
        places.append((x, LEGEND + line * LEGEND_STEP) if line < LEGEND_LINES else None)
        x += width + 12
    return places


def picture(answers):
    panels = {}
    for answer in answers:
        panels.setdefault(answer["panel"], []).append(answer)
    times = [float(t) for answer in answers for series in answer["series"] for t, _ in series["values"]]
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + GAP
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">'
    yield f'<rect width="{width}" height="{height}" fill="#f7fafc"/>'
    for number, (title, queries) in enumerate(panels.items()):
        x, y = GAP + number % COLUMNS * (WIDTH + GAP), GAP + number // COLUMNS * (HEIGHT + GAP)
        yield f'<g transform="translate({x},{y})">'
        yield from panel(title, queries, min(times), max(times))
        yield "</g>"
    yield "</svg>"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print("\n".join(picture(json.load(file))))
