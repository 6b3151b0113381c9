"""What is asked of a language model about an article, and which of its answers the article bears out.

Takes: a document; what the model answered. Gives: requests; a Reading in which every span is the document's own.
Knows nothing of: the network, where answers are kept, which model it is.
"""

from __future__ import annotations

from cuibono.read.llm.answers import Stated, UnusableError, stated
from cuibono.read.llm.requests import Passage, Request, requests
from cuibono.read.llm.verifying import Answered, verified

__all__ = ["Answered", "Passage", "Request", "Stated", "UnusableError", "requests", "stated", "verified"]
