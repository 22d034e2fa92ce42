"""What every test may rely on: no zone, display or settings of the machine it happens to run on."""

import os
import sys
import time

from hypothesis import settings

# Nothing may lean on the machine's zone: one far from Vietnam, with summer time, shows at once what does.
os.environ["TZ"] = "America/New_York"
if sys.platform != "win32":
    time.tzset()

for name in [name for name in os.environ if name.startswith("DESK_")]:
    del os.environ[name]

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A shared machine is no stop-watch: pytest's own time limit ends what hangs.
settings.register_profile("desk", deadline=None)
settings.load_profile("desk")
