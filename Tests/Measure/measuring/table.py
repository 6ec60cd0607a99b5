"""One table: figure, target, and how far they are apart."""

TIME_MARGIN = 3.0
COUNT_MARGIN = 1.5
WIDTH = 56


class Table:
    """`failed` tells whether a target was missed by far: a busy machine makes every figure worse."""

    def __init__(self):
        self.failed = False
        self.missed = []
        print(f"{'':{WIDTH}}{'measured':>14}{'target':>14}")

    def section(self, title):
        print(f"\n{title}", flush=True)

    def text(self, line):
        print(line, flush=True)

    def note(self, name, value):
        print(f"{name:{WIDTH}}{value:>14}", flush=True)

    def row(self, name, value, target, unit, margin=COUNT_MARGIN, least=False, digits=1):
        """`least`: the target is a lower bound. `margin`: by how much it may be missed without failing."""
        missed = value < target if least else value > target
        far = value * margin < target if least else value > target * margin
        self.failed = self.failed or far
        mark = "" if not missed else "  missed" if not far else "  MISSED BY FAR" if margin > 1 else "  MISSED"
        bound = "≥" if least else "≤"
        measured = f"{value:,.{digits}f} {unit}".rstrip()
        aim = f"{bound} {target:,g} {unit}".rstrip()
        print(f"{name:{WIDTH}}{measured:>14}{aim:>14}{mark}", flush=True)
        if missed:
            self.missed.append(f"{name}: {measured}, {aim}")

    def checked(self, name, is_right):
        """Something that is right or wrong."""
        self.failed = self.failed or not is_right
        print(f"{name:{WIDTH}}{'yes' if is_right else 'NO':>14}{'yes':>14}{'' if is_right else '  WRONG'}", flush=True)
        if not is_right:
            self.missed.append(name)
