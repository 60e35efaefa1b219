# The commit is held to git by tests/version.sh.
pagerace --version | sed -E 's/ \(commit [0-9a-f]{12}(-dirty)?\)$//'
