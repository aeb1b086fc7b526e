"""Loading: the YAML files in, checked Definitions out."""
