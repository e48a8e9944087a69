"""A backend whose jobs the test finishes itself."""

from storage.transaction import Queued


class Held:
    """``batches`` are the jobs as they came over."""

    def __init__(self) -> None:
        self.batches: list[list[Queued]] = []

    def submit(self, jobs: list[Queued]) -> None:
        self.batches.append(jobs)

    def close(self) -> None:
        pass

    def finish(self) -> None:
        """All jobs are done and committed; none of them may look at the database."""
        batches, self.batches = self.batches, []
        for job, done in (each for batch in batches for each in batch):
            done(job(None), None)  # type: ignore[arg-type]
