"""A picture of figures over time, as SVG: panels one below the other, with one time axis."""
import html
import math

WIDTH, LEFT, RIGHT, TOP = 1200, 70, 20, 60
PANEL, GAP = 170, 56
PALE, DARK = "#dddddd", "#333333"


def steps(most):
    """Some round numbers from 0 to `most` or just above."""
    size = 10 ** math.floor(math.log10(most / 4)) if most > 0 else 1
    size *= next(factor for factor in (1, 2, 5, 10) if size * factor * 5 >= most)
    return [size * index for index in range(math.ceil(most / size - 1e-9) + 1)]


def number(value):
    return f"{value:g}"


def text(x, y, words, anchor="start", color=DARK, size=13):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}" font-size="{size}">'
            f"{html.escape(words)}</text>")


def line(x1, y1, x2, y2, color, width=1.0):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" stroke-width="{width}"/>'


class Panel:
    """One quantity: `series` are (name, color, [(seconds, value)]), where a value of None breaks the line."""

    def __init__(self, title, series, most=None):
        self.title = title
        self.series = series
        values = [value for _, _, points in series for _, value in points if value is not None]
        self.ticks = steps(most or max(values, default=0) or 1)

    def draw(self, top, seconds):
        yield text(LEFT, top - 8, self.title, size=14)
        place = WIDTH - RIGHT
        for name, color, _ in reversed(self.series):
            yield text(place, top - 8, name, "end", color)
            place -= 8 * len(name) + 16
        most = self.ticks[-1]
        height = lambda value: top + PANEL - PANEL * min(value, most) / most
        for tick in self.ticks:
            yield line(LEFT, height(tick), WIDTH - RIGHT, height(tick), PALE)
            yield text(LEFT - 6, height(tick) + 4, number(tick), "end")
        for _, color, points in self.series:
            path, is_drawn = [], False
            for at, value in points:
                if value is not None:
                    path.append(f"{'L' if is_drawn else 'M'}{across(at, seconds):.1f} {height(value):.1f}")
                is_drawn = value is not None
            yield f'<path d="{" ".join(path)}" fill="none" stroke="{color}" stroke-width="1.2"/>'


def across(at, seconds):
    return LEFT + (WIDTH - RIGHT - LEFT) * at / seconds


def draw(path, title, panels, marks, seconds):
    """Writes the picture; `marks` are (color, [seconds]): moments to be seen in all panels."""
    height = TOP + len(panels) * (PANEL + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>', text(LEFT, 24, title, size=16)]
    for index, panel in enumerate(panels):
        top = TOP + index * (PANEL + GAP)
        for color, moments in marks:
            parts += [line(across(at, seconds), top, across(at, seconds), top + PANEL, color, 0.6) for at in moments]
        parts += panel.draw(top, seconds)
        for tick in steps(seconds / 60):
            if tick * 60 <= seconds:
                parts.append(text(across(tick * 60, seconds), top + PANEL + 16, f"{number(tick)} min", "middle"))
    with open(path, "w") as file:
        file.write("\n".join(parts + ["</svg>"]))
