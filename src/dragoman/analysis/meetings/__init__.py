"""Who meets: attendance and hosts of forums and groups, and who meets whom outside them."""
