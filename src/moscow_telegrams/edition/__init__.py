"""The edition: TEI in, telegrams, their layers and the authority data out."""
