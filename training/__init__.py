"""Training of the English reader: corpora in, a folder of weights out. Runs in an environment of its own.

Takes: DocBins of treebanks and names, public lists of names, a base encoder. Gives: `reader.onnx`, `labels.json`,
`vocab.txt`, `lemma.json`, and the scores in the model card. Knows nothing of: claims, ledgers.
"""
