"""Content on practice: roles, transfer, de-identification, linking, worked examples."""
