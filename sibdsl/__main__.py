"""`python -m sibdsl`: the commands, without an installed script."""

from sibdsl.cli import main

if __name__ == "__main__":
    main(prog_name="sibdsl")
