"""The desk: feeds, sitemaps and pages are polled politely, and what they list is read into a record.

`plan` says what is watched (feeds.toml), `state` what was polled and seen, `lanes` when a host may be asked, `listing`
what a feed lists, `articles` what comes back, `filing` how it gets into the record, `watcher` keeps it all going.
"""
