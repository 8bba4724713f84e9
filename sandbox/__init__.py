"""A Slack workspace in a box. The bot connects to it as to Slack; it knows nothing of the bot."""
