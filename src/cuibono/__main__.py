"""`python -m cuibono` is `cuibono`."""

import sys

from cuibono.cli import main

if __name__ == "__main__":
    sys.exit(main())
