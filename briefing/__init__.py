"""briefing: audience-specific PDF briefings in which every printed number leads back to its evidence."""

__version__ = "0.1.0"
