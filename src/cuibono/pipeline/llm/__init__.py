"""The second reader: a language model that a person configured, asked about articles and checked against them.

Takes: a case folder, its settings. Gives: a reader for the pipeline, which keeps every answer in the case.
Knows nothing of: how a request is worded or verified, how it is sent.
"""

from __future__ import annotations

from cuibono.pipeline.llm.reading import LlmReader, opened

__all__ = ["LlmReader", "opened"]
