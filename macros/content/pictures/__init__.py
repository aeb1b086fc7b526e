"""Pictures: records in, inline SVG with the same content in text beside it out; one module a group of pictures."""
