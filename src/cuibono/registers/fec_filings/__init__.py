"""FEC filings: what committees report to the Federal Election Commission, one filing a file or a day's in a zip.

Takes: a .fec file of any version, transcribed paper among them, or a zip of many.
Gives: a record for each filing and each itemised row, with what each filing covers.
Knows nothing of: where the files come from.
"""
