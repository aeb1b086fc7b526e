"""Content on law: laws, agreements, breaches."""
