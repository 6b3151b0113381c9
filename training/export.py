"""Writes a folder of weights: the network as an ONNX graph in 8-bit numbers, its labels, vocabulary and lemmas."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - PyTorch's own name for it

from cuibono.read.sentences.encoder import Scores
from training.lemmas import exceptions
from training.net import HEADS, LABEL, NEAR, WIDTH, Net
from training.places import OUT, base

_INPUTS = ("pieces", "cases", "mask", "first")
_NEVER = -1e4


class Graph(nn.Module):
    """The network as it is shipped: no dropout, the choice of tags and of relations inside."""

    def __init__(self, net: Net, root: int) -> None:
        super().__init__()
        self.net = net
        never = torch.zeros(net.single_dep.out_features)
        never[root] = _NEVER  # a word that hangs on the root is known to, whatever its label
        self.never = nn.Parameter(never[:, None], requires_grad=False)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The outputs, in the order of `Scores`."""
        net = self.net
        x = net.embed(pieces, cases)
        bar = (1.0 - mask[:, None, None, :].float()) * _NEVER
        for layer in net.layers:
            x = _layer(layer, x, bar)
        h = net.at_words(x, first)
        # Rows past a window's last word point to piece 0, as only the root's own row should.
        unused = torch.cat([torch.zeros_like(first[:, :1]), (first[:, 1:] == 0).long()], 1).float() * _NEVER
        arc = net.arcs(h) + unused[:, None, :]
        near = torch.topk(F.pad(arc, (0, NEAR), value=-1e6), NEAR, 2)[1]
        near = torch.minimum(near, torch.ones_like(near) * (first.shape[1] - 1))
        label = self.relations(h, near).argmax(2).int()
        return net.pos(h).argmax(2).int(), net.tag(h).argmax(2).int(), net.name(h), net.start(h), arc, near, label

    def relations(self, h: Tensor, near: Tensor) -> Tensor:
        """Scores [window, word, relation, near head]."""
        net, (size, words) = self.net, h.shape[:2]
        dep, head = F.gelu(net.label_dep(h)), F.gelu(net.label_head(h))
        rows = near.reshape(size, words * NEAR, 1).expand(-1, -1, LABEL)
        heads = torch.gather(head, 1, rows).reshape(size, words, NEAR, LABEL)
        pairs = torch.matmul(dep, net.pair.reshape(LABEL, -1)).reshape(size, words, -1, LABEL)
        both = torch.matmul(pairs, heads.transpose(2, 3))
        return both + net.single_dep(dep)[:, :, :, None] + net.single_head(heads).transpose(2, 3) + self.never


def _layer(layer: nn.Module, x: Tensor, bar: Tensor) -> Tensor:
    size, long = x.shape[0], x.shape[1]
    mixed = layer.mix(x).view(size, long, 3, HEADS, WIDTH // HEADS)
    q, k, v = mixed[:, :, 0].permute(0, 2, 1, 3), mixed[:, :, 1].permute(0, 2, 3, 1), mixed[:, :, 2].permute(0, 2, 1, 3)
    share = torch.softmax(torch.matmul(q, k) * (WIDTH // HEADS) ** -0.5 + bar, -1)
    return layer.after(x, torch.matmul(share, v).permute(0, 2, 1, 3).reshape(size, long, WIDTH))


def write_graph(net: Net, root: int, path: Path) -> None:
    """The network as ONNX in 32-bit numbers, for any number of windows, pieces and words."""
    size, long, words = 3, 40, 25
    pieces, cases = torch.randint(5, 3000, (size, long)), torch.randint(0, 12, (size, long))
    mask = torch.ones(size, long, dtype=torch.bool)
    first = torch.sort(torch.randint(1, 30, (size, words)), 1)[0]
    axes = {name: {0: "window", 1: "piece"} for name in _INPUTS}
    axes |= {name: {0: "window", 1: "word"} for name in ("first", *Scores._fields)}
    axes["arc"] = {0: "window", 1: "word", 2: "word"}
    torch.onnx.export(
        Graph(net, root).eval(), (pieces, cases, mask, first), str(path), input_names=list(_INPUTS),
        output_names=list(Scores._fields), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def export(run: Path, out: Path) -> None:
    """Writes the folder `out` from a training run."""
    out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    net = Net({layer: len(names) for layer, names in labels.items()})
    net.load_state_dict(torch.load(run / "net.pt"))
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_graph(net, labels["dep"].index("ROOT"), plain)
        # 7-bit weights: 8-bit ones can saturate on processors without VNNI.
        quantize_dynamic(
            plain, out / "reader.onnx", op_types_to_quantize=["MatMul", "Gemm", "Gather"], per_channel=True,
            reduce_range=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": 1, "MatMulConstBOnly": True},
        )  # fmt: skip
    (out / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", "utf-8")
    shutil.copyfile(base() / "vocab.txt", out / "vocab.txt")
    table = exceptions(out / "vocab.txt")
    (out / "lemma.json").write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=OUT / "run")
    parser.add_argument("--out", type=Path, default=OUT / "weights")
    args = parser.parse_args()
    export(args.run, args.out)
    for path in sorted(args.out.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
