"""SEC companies: companies whose shares are traded in the United States.

Takes: company_tickers.json of the Securities and Exchange Commission.
Gives: one naming for each company.
Knows nothing of: where the file comes from.
"""
