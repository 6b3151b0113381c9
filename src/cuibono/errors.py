"""Errors a person can act on: each says what went wrong, where, and what to do."""


class CuiBonoError(Exception):
    """Base of every error that Cui Bono raises on purpose; its text is fit to print as it is."""


class UsageError(CuiBonoError):
    """The call cannot be carried out as given (a missing path, a folder that is no case)."""


class LedgerUnusableError(UsageError):
    """The ledger cannot be read or written: it is damaged, the disk is full, nothing may be written there."""


class MissingError(UsageError):
    """What was asked for by its id or name is not in the case."""


class TableError(CuiBonoError):
    """A table shipped with the program, or given by the user, does not hold together."""


class LedgerError(CuiBonoError):
    """A write was refused because it would break a promise of the ledger."""
