"""Content on the playbook itself: its pages, strategies, downloads, data, editing."""
