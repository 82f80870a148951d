"""``python -m wireparse``."""

import sys

from wireparse.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
