"""Peers that need a newer Debian than ours run from a folder of that one, with its libraries."""

import os


def packages(work):
    """Where the Python packages of the peers lie; `OSError` when they were not installed."""
    folder = os.path.join(work, "trixie/venv/lib/python3.13/site-packages")
    if not os.path.exists(os.path.join(work, "py313")):
        raise OSError("its Python was not installed")
    return folder


def command(work, program, *arguments):
    """The command that runs a program of theirs, given by its path in `packages`."""
    root, folder = os.path.join(work, "trixie"), packages(work)
    libraries = [f"{root}/lib/x86_64-linux-gnu", f"{root}/usr/lib/x86_64-linux-gnu"]
    libraries += [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".libs")]
    return [
        f"{root}/lib64/ld-linux-x86-64.so.2", "--library-path", ":".join(libraries),
        os.path.join(folder, program), *arguments,
    ]
