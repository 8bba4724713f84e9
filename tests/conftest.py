"""What every test shares: the same examples on each run; frozen time spares asyncio."""

import gc

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


def pytest_collection_finish() -> None:
    """What was collected stays for good. Without this the collector looks through all of it now and
    then, and the pause is longer than the senders of tests wait for their sandbox, which lives in
    the same process."""
    gc.collect()
    gc.freeze()
