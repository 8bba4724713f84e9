"""What Slack shows: values to Block Kit dictionaries and fallback text. Pure; all words live here
and in `scoring.tips`."""
