"""`python -m annotate` is `annotate`."""

from annotate.cli import main

if __name__ == "__main__":
    main(prog_name="annotate")
