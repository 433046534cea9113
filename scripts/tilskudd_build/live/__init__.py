"""Show the site to whoever edits it, and keep it up with what they save.

    watcher ─► builder ─► (its own process) site ─► site.mkdocs_build
       │          │
       └──────► server ─► the browser: live.mjs

What has been saved is watched for (:mod:`.watcher`), built in a process of its own, which is begun
again when code has changed (:mod:`.builder`), and what differs is put into the site on show only
when all is in order (:mod:`.site`). The server hands out that site, and tells the open pages when
to load again or what is wrong (:mod:`.server`).
"""
