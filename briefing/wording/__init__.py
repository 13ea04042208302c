"""How things are worded in a language: numbers, dates, conditions, citations, fixed words."""
