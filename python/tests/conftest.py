import sys
from pathlib import Path

# The checkout, unless the package is installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
