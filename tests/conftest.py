"""What every test shares: the same examples on each run; frozen time spares asyncio."""

import freezegun
from hypothesis import HealthCheck, settings

freezegun.configure(extend_ignore_list=["asyncio"])  # else stopping a server hangs

settings.register_profile(
    "gate",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("gate")
