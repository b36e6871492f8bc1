"""Rows of an agreement bench: what Jol says, what somebody else says, whether they agree."""
import json, subprocess, sys


class Report:
    """Prints a row a comparison and remembers whether any that must agree did not."""

    def __init__(self, title):
        self.failed = 0
        print(f"\n## {title}\n", flush=True)

    def row(self, line, jol, other, by, agrees, note=""):
        """`by` names the peer or the independent computation; `agrees` is None for a figure only told."""
        verdict = {True: "agrees", False: "DIFFERS", None: "told"}[agrees if agrees is None else bool(agrees)]
        self.failed += verdict == "DIFFERS"
        print(f"{verdict:8} {line}: jol {jol} | {by} {other}{'  – ' + note if note else ''}", flush=True)

    def skip(self, line, why):
        print(f"skipped  {line}: {why}", flush=True)

    def close(self):
        sys.exit(1 if self.failed else 0)


def run(jol, *arguments, status=0):
    """What the verb printed; another exit status than the one expected ends the bench with its words."""
    done = subprocess.run([jol, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != status:
        sys.exit(f"jol {' '.join(map(str, arguments))}: exit {done.returncode}, expected {status}\n{done.stderr}")
    return done.stdout


def run_json(jol, *arguments):
    return json.loads(run(jol, *arguments, "--json"))
