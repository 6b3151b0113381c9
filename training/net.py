"""The network: a BERT encoder with a letter-case embedding, and heads on the first sub-word of each word."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - PyTorch's own name for it

from cuibono.read.sentences.pieces import CASES

WIDTH = 384
HEADS = 12
DEPTH = 6
ARC = 256
LABEL = 96
NEAR = 4
"""Heads of each word for which the graph scores a relation; the tree's head is among them but for one in thousands."""


class Drop(nn.Module):
    """Dropout from random bytes: a fifth of the time that PyTorch's own takes on a CPU."""

    def __init__(self, part: float) -> None:
        super().__init__()
        self.part = part

    def forward(self, x: Tensor) -> Tensor:
        """What is kept, scaled up for what is not."""
        if not self.training:
            return x
        dice = torch.empty(x.numel() // 8 + 1, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
        keep = dice[: x.numel()].view(x.shape) >= round(256 * self.part)
        return x * keep * (1 / (1 - self.part))


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The layer's output; `mask` is added to the attention scores."""
        size, long, _ = x.shape
        parts = self.mix(x).view(size, long, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).contiguous()
        q, k, v = parts.unbind(0)
        # Written out: on a CPU the backward pass of PyTorch's fused attention takes three times as long.
        share = torch.softmax(q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask, -1)
        return self.after(x, (share @ v).transpose(1, 2).reshape(size, long, WIDTH))

    def after(self, x: Tensor, seen: Tensor) -> Tensor:
        """What follows attention."""
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Net(nn.Module):
    """Encoder and heads. `sizes`: how many labels pos, tag, dep and name have."""

    def __init__(self, sizes: Mapping[str, int], vocabulary: int = 30522) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.normal_(self.case.weight, std=0.01)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        self.drop = Drop(0.1)
        self.head_drop = Drop(0.25)
        self.pos, self.tag, self.name = (nn.Linear(WIDTH, sizes[layer]) for layer in ("pos", "tag", "name"))
        self.start = nn.Linear(WIDTH, 2)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc, self.arc_bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1)
        nn.init.eye_(self.arc.weight)
        self.arc.weight.data *= 0.1
        self.label_dep, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.pair = nn.Parameter(torch.randn(LABEL, sizes["dep"], LABEL) * 0.02)
        self.single_dep = nn.Linear(LABEL, sizes["dep"])
        self.single_head = nn.Linear(LABEL, sizes["dep"], bias=False)

    def start_from(self, weights: Mapping[str, Tensor]) -> None:
        """Takes over a BERT checkpoint."""
        w = {key.removeprefix("bert."): value.float() for key, value in weights.items() if value.is_floating_point()}
        self.word.weight.data = w["embeddings.word_embeddings.weight"]
        self.place.weight.data = w["embeddings.position_embeddings.weight"]
        self.kind.data = w["embeddings.token_type_embeddings.weight"][0].clone()
        self._take(self.norm, w, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            path = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                mixed = [w[f"{path}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.mix, part).data = torch.cat(mixed)
            self._take(layer.out, w, path + "attention.output.dense")
            self._take(layer.norm1, w, path + "attention.output.LayerNorm")
            self._take(layer.wide, w, path + "intermediate.dense")
            self._take(layer.narrow, w, path + "output.dense")
            self._take(layer.norm2, w, path + "output.LayerNorm")

    def _take(self, module: nn.Module, weights: Mapping[str, Tensor], path: str) -> None:
        for part in ("weight", "bias"):
            getattr(module, part).data = weights[f"{path}.{part}"]

    def embed(self, pieces: Tensor, cases: Tensor) -> Tensor:
        """The first layer's input."""
        places = self.place.weight[: pieces.shape[1]]
        return self.drop(self.norm(self.word(pieces) + places + self.kind + self.case(cases)))

    def at_words(self, x: Tensor, first: Tensor) -> Tensor:
        """The row of each word's first sub-word."""
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))

    def arcs(self, h: Tensor) -> Tensor:
        """Scores [dependent, head]."""
        dep, head = self.head_drop(F.gelu(self.arc_dep(h))), self.head_drop(F.gelu(self.arc_head(h)))
        return (self.arc(dep) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)) / math.sqrt(16.0)

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor, first: Tensor, words: Tensor, heads: Tensor
    ) -> dict[str, Tensor]:
        """Scores of every layer; `dep` only of the words whose head is given (`heads` >= 0), one row after another."""
        x = self.embed(pieces, cases)
        bar = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bar)
        h = self.head_drop(self.at_words(x, first))
        out = {layer: getattr(self, layer)(h) for layer in ("pos", "tag", "name", "start")}
        out["head"] = self.arcs(h).masked_fill(~words[:, None, :], -1e4)
        dep, head = (self.head_drop(F.gelu(part(h))) for part in (self.label_dep, self.label_head))
        chosen = torch.gather(head, 1, heads.clamp(min=0)[:, :, None].expand(-1, -1, LABEL))
        known = heads >= 0
        left, right = dep[known], chosen[known]
        pairs = (left @ self.pair.reshape(LABEL, -1)).view(len(left), self.pair.shape[1], LABEL)
        out["dep"] = torch.bmm(pairs, right.unsqueeze(-1)).squeeze(-1) + self.single_dep(left) + self.single_head(right)
        return out
