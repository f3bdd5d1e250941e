"""Every page's questions and figures by name: what /api lists, what embeds, and what the pages themselves show."""
