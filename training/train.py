"""Trains for a given time: bf16 weights with fp32 masters, learning rate falling to nothing at the end."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - PyTorch's own name for it

from cuibono.read.sentences.pieces import Pieces
from training import corpora, lists
from training.batches import SKIP, Batch, Batches
from training.net import Net
from training.places import OUT, base

SHARES = {"head": 1.0, "dep": 1.0, "name": 1.2, "pos": 0.5, "tag": 0.5, "start": 0.5}
"""What each head's loss counts for."""

WARM = 0.04
"""The part of the time in which the learning rate rises."""

SAVE_EVERY = 240.0


def label_sets(sentences: Sequence[corpora.Sentence]) -> dict[str, list[str]]:
    """The labels of each head, the frequent ones first; rare ones are left out."""
    out = {}
    for layer, least in (("pos", 1), ("tag", 5), ("dep", 2)):
        counts = Counter(label for sentence in sentences for label in getattr(sentence, layer) or ())
        out[layer] = [label for label, n in counts.most_common() if n >= least]
    return out | {"name": ["O"] + [f"{part}-{kind}" for kind in ("PERSON", "ORG", "LOC") for part in "BI"]}


class Masters:
    """fp32 copies that are stepped, of the bf16 weights that compute: on this CPU five times the speed of fp32."""

    def __init__(self, net: Net, encoder_rate: float, head_rate: float) -> None:
        self.full = {key: value.clone() for key, value in net.state_dict().items()}
        net.bfloat16()
        # The word embeddings stay: they are most of the weights, and the corpora see few of them.
        net.word.weight.requires_grad = False
        self._live = {key: value for key, value in net.named_parameters() if value.requires_grad}
        old = [key for key in self._live if key.startswith(("layers", "place", "kind", "norm"))]
        new = [key for key in self._live if key not in old]
        groups = [
            {"params": [self.full[key] for key in keys], "lr": rate, "base": rate}
            for keys, rate in ((old, encoder_rate), (new, head_rate))
        ]
        self._step = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def step(self, share: float) -> None:
        """One step at a share of the full learning rate."""
        for group in self._step.param_groups:
            group["lr"] = group["base"] * share
        with torch.no_grad():
            for key, value in self._live.items():
                self.full[key].grad = None if value.grad is None else value.grad.float()
                value.grad = None
            nn.utils.clip_grad_norm_([self.full[key] for key in self._live], 1.0)
            self._step.step()
            for key, value in self._live.items():
                value.copy_(self.full[key])


def losses(net: Net, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head for which the batch has targets."""
    heads = batch.targets["head"]
    out = net(batch.pieces, batch.cases, batch.mask, batch.first, batch.words, heads)
    found = {}
    for layer in SHARES:
        wanted = batch.targets[layer]
        scores = out["dep"] if layer == "dep" else out[layer][wanted != SKIP]
        wanted = wanted[heads >= 0] if layer == "dep" else wanted[wanted != SKIP]
        if len(wanted) and bool((wanted != SKIP).any()):
            found[layer] = F.cross_entropy(scores.float(), wanted, ignore_index=SKIP)
    return found


def rate_share(done: float, top: float) -> float:
    """The share of the full learning rate when a part `done` of the time is gone: up to `top`, then down to nothing."""
    return top * (done / WARM if done < WARM else max(0.0, (1 - done) / (1 - WARM)))


def train(minutes: float, threads: int, size: int, out: Path, top: float = 1.0) -> None:
    """Trains and leaves `net.pt` and `labels.json` in `out`; saves every few minutes on the way.

    With `top` below 1 it goes on from the `net.pt` there, at that share of the full learning rate.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    sentences = corpora.training()
    labels = label_sets(sentences)
    (out / "labels.json").write_text(json.dumps(labels), "utf-8")
    net = Net({layer: len(names) for layer, names in labels.items()})
    net.start_from(load_file(base() / "model.safetensors"))
    if top < 1:
        net.load_state_dict(torch.load(out / "net.pt"))
    masters = Masters(net, encoder_rate=1.5e-4, head_rate=1e-3)
    batches = Batches(
        sentences, labels, Pieces.load(base() / "vocab.txt"), lists.load(sentences), size, seed=round(100 * top)
    )
    _run(net, masters, batches, minutes * 60, out, top)
    torch.save(masters.full, out / "net.pt")


def _run(net: Net, masters: Masters, batches: Batches, seconds: float, out: Path, top: float) -> None:
    began = saved = time.monotonic()
    step, pieces, sums = 0, 0, Counter[str]()
    epoch = 0
    while True:
        for batch in batches.epoch():
            done = (time.monotonic() - began) / seconds
            if done >= 1:
                return
            found = losses(net, batch)
            total = torch.stack([SHARES[layer] * loss for layer, loss in found.items()]).sum()
            total.backward()
            masters.step(min(rate_share(done, top), 0.02) if step < 5 else rate_share(done, top))
            step += 1
            pieces += int(batch.mask.sum())
            for layer, loss in found.items():
                sums[layer] += float(loss.detach())
                sums[layer + " n"] += 1
            if step % 50 == 0:
                speed = pieces / (time.monotonic() - began)
                means = " ".join(f"{layer} {sums[layer] / max(1, sums[layer + ' n']):.3f}" for layer in SHARES)
                print(f"step {step} epoch {epoch} done {done:.0%} {speed:.0f} pieces/s {means}", flush=True)
                sums.clear()
            if time.monotonic() - saved > SAVE_EVERY:
                torch.save(masters.full, out / "net.pt")
                saved = time.monotonic()
        epoch += 1


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--size", type=int, default=2048, help="sub-words in a batch")
    parser.add_argument("--out", type=Path, default=OUT / "run")
    parser.add_argument("--go-on", type=float, default=1.0, metavar="SHARE", help="from net.pt, at a share of the rate")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train(args.minutes, args.threads, args.size, args.out, args.go_on)


if __name__ == "__main__":
    main()
