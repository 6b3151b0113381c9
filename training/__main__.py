"""All of it: train, export, score, write the card's table. The package's weights are only replaced by hand."""

from __future__ import annotations

import argparse

from training import card, export, train
from training.places import OUT, WEIGHTS


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    run, weights = OUT / "run", OUT / "weights"
    run.mkdir(parents=True, exist_ok=True)
    train.train(args.minutes, args.threads, 2048, run)
    export.export(run, weights)
    print(card.scored([weights]))
    print(f"To ship them: copy {weights} to {WEIGHTS} and run python -m training.card.")


if __name__ == "__main__":
    main()
