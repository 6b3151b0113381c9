"""The text notation: claims and events printed so that a person can read them and a program can read them back.

    meeting clm-gauupd6jobww @doc-x7:120-171 asserted
      "met Governor Jane Doe in Springfield in November 2024"
      actor: Acme Corporation (organisation) @100-104
      counterpart: Jane Doe (person) @133-141
        as: governor | status: incoming
      amount: ~USD 1000000..2000000/year
      when: 2024-11 (text)
      place: Springfield
      said by: people familiar with the matter (anonymous) @172-205

    donation evt-gauupd6jobww corroborated
      grade rule: two origins independent of one another say so
      actor: pty-x3y7tdzsku6a
      counterpart: pty-2qj5lrnb4lwq
      amount: USD 1000000
      when: 2022-12 (text)
      origin: org-djbnkvn3tjbq
      claim: clm-gauupd6jobww
      told: @doc-x7:120-171 supports
        claim: clm-gauupd6jobww
        rests: org-djbnkvn3tjbq
        by: party
      differs: amount error
        reason: one report gives another
        value: "$1 million"
          in: doc-x7
          at: 130-140
      taken in: clm-2gzn6q5a4r7d
        because: "the same actor; the same amount"

Takes: claims and events, or text in this form.
Gives: the other of the two; parse(show(x)) == x, parse_event(show_event(x)) == x.
Knows nothing of: documents, the ledger.
"""

from __future__ import annotations

from cuibono.notation.claims import parse, parse_all, show, show_all
from cuibono.notation.events import parse_event, show_event

__all__ = ["parse", "parse_all", "parse_event", "show", "show_all", "show_event"]
