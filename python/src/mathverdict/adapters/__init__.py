"""One module for each trainer and evaluator; none imports its trainer before it is called.

Every adapter takes the same settings by keyword: ``preset``, ``policy``, ``finished``, ``prose``, ``compat``, and what is paid
where there is no score: ``unscored`` (the reference alone failed) and ``failed`` (the sample could not be judged). A wrong
setting raises at once, before anything is paid; a bad sample never raises, it is ``failed`` and counted in the logs.
"""
