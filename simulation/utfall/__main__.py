"""`python -m utfall` is the command `utfall`."""

from utfall.cli.main import main

if __name__ == "__main__":
    main()
