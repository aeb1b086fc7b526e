"""The reader tools' data and pages: finder, questions, request builder, checklists."""
