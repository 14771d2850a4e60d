"""A record for assistants: tools of the Model Context Protocol, every answer with the sentences that it stands on."""
