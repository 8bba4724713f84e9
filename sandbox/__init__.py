"""A Slack workspace in a box: the bot connects to it exactly as to Slack. Knows nothing of the bot."""
